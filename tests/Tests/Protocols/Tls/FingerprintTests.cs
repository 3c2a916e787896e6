using NetSensor.Protocols.Tls;
using static NetSensor.Tests.Protocols.Tls.HelloBytes;

namespace NetSensor.Tests.Protocols.Tls;

public class FingerprintTests
{
    // The lists behind t13d1516h2_8daaf6152771_e5627efa2ab1, the example of the published JA4 description.
    private static readonly ushort[] ChromeCiphers =
    [
        0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014, 0x009C, 0x009D, 0x002F, 0x0035,
    ];

    private static (ushort, byte[])[] ChromeExtensions(params string[] alpn) =>
    [
        Empty(0x001B), ServerName("a.example"), Empty(0x0033), Alpn(alpn), Empty(0x4469), Empty(0x0017), Empty(0x002D),
        Schemes(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601), Empty(0x0005), Empty(0x0023), Empty(0x0012),
        Versions(0x2A2A, 0x0304, 0x0303), Empty(0xFF01), PointFormats(0), Groups(0x1A1A, 29, 23, 24), Empty(0x0015),
    ];

    [Fact]
    public void JA3_equals_the_published_example()
    {
        var hello = Read(Client(769, [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4], ServerName("x"), Groups(23, 24, 25), PointFormats(0)));
        Assert.Equal("769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0", Ja3.TextOf(hello));
        Assert.Equal("ada70206e40642a3e4461f35503241d5", Ja3.Of(hello));
    }

    [Fact]
    public void JA3_without_extensions_keeps_its_commas()
    {
        var hello = Read(Client(769, [4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99]));
        Assert.Equal("769,4-5-10-9-100-98-3-6-19-18-99,,,", Ja3.TextOf(hello));
        Assert.Equal("de350869b8c85de67a350c8d186f11e6", Ja3.Of(hello));
    }

    [Fact]
    public void JA3S_equals_the_one_that_most_servers_of_TLS_1_3_have()
    {
        var block = Block(Empty(51), Empty(43))[2..];
        Assert.Equal("eb1d94daa7e0344597e756a1fb6e7054", Ja3.Of(771, 4865, block)); // as tshark computes it
    }

    [Fact]
    public void JA4_equals_the_published_example()
    {
        Assert.Equal("t13d1516h2_8daaf6152771_e5627efa2ab1", Ja4.Of(Read(Client(0x0303, ChromeCiphers, ChromeExtensions("h2", "http/1.1"))), Ja4Transport.Tls));
    }

    [Fact]
    public void JA4_leaves_out_grease()
    {
        var greased = Client(0x0303, [0x0A0A, .. ChromeCiphers], [Empty(0xDADA), .. ChromeExtensions("h2"), Empty(0xFAFA)]);
        Assert.Equal("t13d1516h2_8daaf6152771_e5627efa2ab1", Ja4.Of(Read(greased), Ja4Transport.Tls));
    }

    [Theory]
    [InlineData("h2", "h2")]
    [InlineData("http/1.1", "h1")]
    [InlineData("x", "xx")]
    [InlineData("\u00ab", "ab")]
    [InlineData("\u00ab\u00cd", "ad")]
    [InlineData("0\u00ab", "3b")]
    [InlineData("01\u00ab\u00cd", "3d")]
    [InlineData("0\u00ab\u00cd1", "01")]
    public void JA4_tells_the_ends_of_the_first_protocol_name(string alpn, string expected)
    {
        var ja4 = Ja4.Of(Read(Client(0x0303, ChromeCiphers, ChromeExtensions(alpn))), Ja4Transport.Tls);
        Assert.Equal("t13d1516" + expected + "_8daaf6152771_e5627efa2ab1", ja4);
    }

    [Fact]
    public void JA4_of_a_bare_hello_is_all_zeros()
    {
        Assert.Equal("t10i000000_000000000000_000000000000", Ja4.Of(Read(Client(0x0301, [])), Ja4Transport.Tls));
    }

    [Fact]
    public void JA4_counts_no_further_than_99()
    {
        var many = Enumerable.Range(1, 120).Select(i => (ushort)i).ToArray();
        Assert.StartsWith("q12i9900", Ja4.Of(Read(Client(0x0303, many)), Ja4Transport.Quic));
    }

    [Fact]
    public void JA4_takes_the_highest_datagram_version()
    {
        Assert.True(ClientHello.TryRead(DatagramClient(0xFEFD, [0x1301], Versions(0xFEFC, 0xFEFD)), datagram: true, out var hello));
        Assert.StartsWith("dd3i01", Ja4.Of(hello, Ja4Transport.Dtls));
    }

    [Fact]
    public void A_hello_of_thirty_thousand_ciphers_has_fingerprints_too()
    {
        var many = Enumerable.Range(0, 30_000).Select(i => (ushort)i).ToArray();
        var hello = Read(Client(0x0303, many));
        Assert.Equal(32, Ja3.Of(hello).Length);
        Assert.StartsWith("t12i9900", Ja4.Of(hello, Ja4Transport.Tls));
    }

    private static ClientHello Read(byte[] body)
    {
        Assert.True(ClientHello.TryRead(body, datagram: false, out var hello));
        return hello;
    }
}
