using System.IO.Compression;
using System.Text;
using NetSensor.Events;

namespace NetSensor.Tests.Protocols.Http;

/// <summary>However a conversation is cut into segments, the transactions are the same; and no prefix of it throws or claims more than it holds.</summary>
public sealed class HttpChunkingTests
{
    private const string Form =
        "preamble\r\n--b\r\nContent-Disposition: form-data; filename=a.txt\r\n\r\nline one\r\nline\rtwo\n-- no end\r\n\r\n--b--\r\ndone\r\n";

    private static readonly byte[] Requests = Encoding.ASCII.GetBytes(
        "POST /form HTTP/1.1\r\nHost: example.org\r\nX-Folded: one\r\n two\r\nContent-Type: multipart/form-data; boundary=\"b\"\r\n"
        + $"Content-Length: {Form.Length}\r\n\r\n{Form}"
        + "GET /zip HTTP/1.1\r\n\r\nHEAD /none HTTP/1.1\r\n\r\nGET /chunks HTTP/1.1\r\nConnection: close\r\n\r\n");

    private static readonly byte[] Answers = MakeAnswers();

    [Fact]
    public void Any_cutting_gives_the_same_transactions()
    {
        var whole = Describe(Talk(Requests.Length, Answers.Length));
        Assert.Equal(4, whole.Length);
        for (var cut = 1; cut < 200; cut++) Assert.Equal(whole, Describe(Talk(cut, cut * 7 % 50 + 1)));
        var random = new Random(7);
        for (var turn = 0; turn < 200; turn++) Assert.Equal(whole, Describe(Talk(() => random.Next(1, 40))));
    }

    [Fact]
    public void Every_prefix_is_borne()
    {
        for (var length = 0; length <= Requests.Length; length++)
        {
            var talk = new HttpConversation().Say(Direction.FromOriginator, Requests.AsSpan(0, length)).Close();
            Assert.All(talk.Transactions, transaction => Assert.Null(transaction.StatusCode));
        }
        for (var length = 0; length <= Answers.Length; length++)
        {
            var talk = new HttpConversation().Say(Direction.FromOriginator, Requests).Say(Direction.FromResponder, Answers.AsSpan(0, length)).Close();
            Assert.Equal(4, talk.Transactions.Count);
        }
    }

    private static HttpConversation Talk(int requestPiece, int answerPiece)
    {
        var talk = new HttpConversation();
        foreach (var piece in Requests.Chunk(requestPiece)) talk.Say(Direction.FromOriginator, piece);
        foreach (var piece in Answers.Chunk(answerPiece)) talk.Say(Direction.FromResponder, piece);
        return talk.Close();
    }

    private static HttpConversation Talk(Func<int> next)
    {
        var talk = new HttpConversation();
        foreach (var (bytes, direction) in new[] { (Requests, Direction.FromOriginator), (Answers, Direction.FromResponder) })
        {
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(next(), bytes.Length - at);
                talk.Say(direction, bytes.AsSpan(at, length));
                at += length;
            }
        }
        return talk.Close();
    }

    private static string[] Describe(HttpConversation talk) =>
    [
        .. talk.Transactions.Select(t => $"{t.Depth} {t.Method} {t.Uri} {t.Host} {t.RequestBodyLength} {t.StatusCode} {t.ResponseBodyLength} "
            + $"{List(t.RequestFiles.Names)} {List(t.RequestFiles.MimeTypes)} {List(t.ResponseFiles.MimeTypes)} {t.ResponseFiles.Ids?.Count}"),
    ];

    private static string List(IReadOnlyList<string>? values) => values is null ? "-" : string.Join(',', values);

    private static byte[] MakeAnswers()
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal)) packer.Write(Encoding.ASCII.GetBytes("{\"key\": [" + string.Join(',', Enumerable.Range(0, 300)) + "]}"));
        var body = packed.ToArray();
        return
        [
            .. Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 303 See Other\r\nContent-Length: 0\r\n\r\n"),
            .. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n"), .. body,
            .. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 77\r\n\r\n"),
            .. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n<!-- c -->\r\n6\r\n<html>\r\n0\r\n\r\n"),
        ];
    }
}
