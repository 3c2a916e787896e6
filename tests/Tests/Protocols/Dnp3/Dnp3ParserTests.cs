using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Dnp3;

public sealed class Dnp3ParserTests
{
    // master 1 → outstation 10: transport c0 (first, final), application c1, function; checksums are made
    private static byte[] Frame(bool fromMaster, params byte[] data)
    {
        var (destination, source) = fromMaster ? ((byte)10, (byte)1) : ((byte)1, (byte)10);
        byte[] head = [0x05, 0x64, (byte)(5 + data.Length), (byte)(fromMaster ? 0xc4 : 0x44), destination, 0, source, 0];
        var frame = new List<byte>([.. head, .. Checksum(head)]);
        foreach (var block in data.Chunk(16)) frame.AddRange([.. block, .. Checksum(block)]);
        return [.. frame];
    }

    private static byte[] Checksum(byte[] bytes)
    {
        var crc = 0;
        foreach (var octet in bytes)
            for (var bit = 0; bit < 8; bit++) crc = (((crc ^ (octet >> bit)) & 1) != 0 ? 0xa6bc : 0) ^ (crc >> 1);
        return [(byte)~crc, (byte)(~crc >> 8)];
    }

    internal static FuzzSeed Operate => FuzzSeed.Talk(
        Frame(true, 0xc0, 0xc1, 3, 12, 1, 0x28, 1, 0, 0, 0, 1, 1, 100, 0, 0, 0, 100, 0, 0, 0, 0),               // select a relay
        Frame(false, 0xc0, 0xc1, 0x81, 0x80, 4, 12, 1, 0x28, 1, 0, 0, 0, 1, 1, 100, 0, 0, 0, 100, 0, 0, 0, 0),   // device restart, parameter error
        Frame(true, 0xc1, 0xc2, 4), Frame(false, 0xc1, 0xf2, 0x82, 0x10, 0), Frame(true, 0xc2, 0xd2, 0));

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Udp)]
    public void Requests_and_responses_are_paired(Transport transport)
    {
        var told = Heard.Events<Dnp3ExchangeEvent>(transport, 20000, Operate);
        Assert.Equal([("SELECT", "RESPONSE", 0x8004), ("OPERATE", "UNSOLICITED_RESPONSE", 0x1000), ("CONFIRM", null, null)],
            told.Select(e => (e.Request, e.Reply, e.Indications)));
        Assert.All(told, e => Assert.Equal((1, 10, true), (e.Master ?? 0, e.Outstation ?? 0, e.MasterIsOriginator)));
    }

    [Fact]
    public void Frames_without_the_mark_are_told_once_and_the_next_good_one_is_read()
    {
        var flow = Heard.Of(Transport.Tcp, 20000, FuzzSeed.Client(Frame(true, 0xc0, 0xc1, 1), "nonsense-is-here"u8.ToArray(), Frame(true, 0xc0, 0xc1, 2)));
        Assert.Equal(["dnp3_header_lacks_magic"], flow.Weirds);
        Assert.Equal("WRITE", Assert.IsType<Dnp3ExchangeEvent>(Assert.Single(flow.Events)).Request);
    }

    [Fact]
    public void A_wrong_checksum_is_no_frame() =>
        Assert.Empty(Heard.Events<Dnp3ExchangeEvent>(Transport.Udp, 20000, FuzzSeed.Client([.. Frame(true, 0xc0, 0xc1, 1).Select((octet, at) => at == 8 ? (byte)(octet ^ 1) : octet)])));

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<Dnp3ExchangeEvent>(Transport.Tcp, 20000, Operate);
}
