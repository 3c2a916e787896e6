using System.Text;
using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Rtsp;

public sealed class RtspParserTests
{
    internal static FuzzSeed Camera => new(
    [
        (Direction.FromOriginator, Bytes("OPTIONS rtsp://bob:secret@10.0.0.9/live RTSP/1.0", "CSeq: 1", "User-Agent: Example Player 1")),
        (Direction.FromResponder, Bytes("RTSP/1.0 401 Unauthorized", "CSeq: 1", "Server: Example Camera 4.2", "WWW-Authenticate: Basic realm=\"CAM-7\"")),
        (Direction.FromOriginator, Bytes("DESCRIBE rtsp://10.0.0.9/live RTSP/1.0", "CSeq: 2", "Authorization: Basic Ym9iOnNlY3JldA==")),     // bob:secret
        (Direction.FromResponder, [.. Bytes("RTSP/1.0 200 OK", "CSeq: 2", "Content-Type: application/sdp", "Content-Length: 5"), .. "v=0\r\n"u8, (byte)'$', 0, 0, 4, 1, 2, 3, 4]),
        (Direction.FromOriginator, Bytes("GET_PARAMETER rtsp://10.0.0.9/live RTSP/1.0", "CSeq: 3", "Authorization: Digest username=\"bob\", realm=\"CAM-7\"")),
        (Direction.FromResponder, Bytes("RTSP/1.0 200 OK", "CSeq: 3")),
    ]);

    private static byte[] Bytes(params string[] lines) => Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");

    [Theory]
    [InlineData(554)]
    [InlineData(4711)]
    public void Requests_are_told_with_their_answers(ushort port)
    {
        var told = Heard.Events<RtspTransactionEvent>(Transport.Tcp, port, Camera);
        Assert.Equal([("OPTIONS", 401), ("DESCRIBE", 200), ("GET_PARAMETER", 200)], told.Select(t => (t.Method, t.StatusCode ?? 0)));
        Assert.Equal(("rtsp://10.0.0.9/live", "Example Player 1", "Example Camera 4.2", "CAM-7"), (told[0].Uri, told[0].UserAgent, told[0].Server, told[0].Realm));
        Assert.Equal([null, "bob", "bob"], told.Select(t => t.User));
    }

    [Fact]
    public void A_basic_login_is_one_that_everybody_can_read()
    {
        var told = Assert.Single(Heard.Events<ClearTextLoginEvent>(Transport.Tcp, 554, Camera));
        Assert.Equal(("rtsp", "bob", true, true), (told.Service, told.User, told.PasswordSeen, told.Success ?? false));
    }

    [Fact]
    public void It_is_named_by_an_answer() => Assert.Equal(["rtsp"], Heard.Of(Transport.Tcp, 4711, Camera).Services);

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<RtspTransactionEvent>(Transport.Tcp, 554, Camera);
}
