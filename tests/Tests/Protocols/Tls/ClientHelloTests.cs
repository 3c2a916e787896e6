using System.Text;
using NetSensor.Protocols.Tls;
using static NetSensor.Tests.Protocols.Tls.HelloBytes;

namespace NetSensor.Tests.Protocols.Tls;

public class ClientHelloTests
{
    private static readonly byte[] Full = Client(0x0303, [0x1301, 0xC02F],
        ServerName("a.example"), Alpn("h2", "http/1.1"), Versions(0x0304, 0x0303), Groups(29), PointFormats(0), Schemes(0x0403), (35, [1]), Empty(41),
        (0xFE0D, [0]));

    [Fact]
    public void A_hello_tells_what_it_carries()
    {
        Assert.True(ClientHello.TryRead(Full, datagram: false, out var hello));
        Assert.Equal(0x0303, hello.Version);
        Assert.Equal("a.example", Encoding.ASCII.GetString(hello.ServerName));
        Assert.Equal("h2", Encoding.ASCII.GetString(TlsAlpn.First(hello.AlpnList)));
        Assert.Equal(U16(0x1301, 0xC02F), hello.CipherSuites.ToArray());
        Assert.Equal(U16(0x0304, 0x0303), hello.SupportedVersions.ToArray());
        Assert.True(hello.HasSessionTicket && hello.HasPreSharedKey && hello.HasEncryptedClientHello);
        Assert.False(hello.ExtensionsTruncated);
    }

    [Fact]
    public void A_server_name_of_another_kind_is_passed_over()
    {
        byte[] list = [9, 0, 1, (byte)'x', 0, 0, 2, (byte)'o', (byte)'k']; // type 9 "x", then host_name "ok"
        Assert.True(ClientHello.TryRead(Client(0x0303, [1], (0, Vector16(list))), datagram: false, out var hello));
        Assert.Equal("ok", Encoding.ASCII.GetString(hello.ServerName));
    }

    [Fact]
    public void The_cookie_of_a_datagram_hello_is_passed_over()
    {
        var plain = Client(0xFEFD, [0xC02B], ServerName("d.example"));
        byte[] body = [.. plain[..35], 3, 7, 7, 7, .. plain[35..]]; // cookie of three bytes behind the session id
        Assert.True(ClientHello.TryRead(body, datagram: true, out var hello));
        Assert.Equal("d.example", Encoding.ASCII.GetString(hello.ServerName));
    }

    [Fact]
    public void An_extension_longer_than_its_block_ends_the_walk()
    {
        var body = Client(0x0303, [1], ServerName("a.example"), (16, [1]));
        body[^2] = 99; // ALPN claims 99 bytes, one present
        Assert.True(ClientHello.TryRead(body, datagram: false, out var hello));
        Assert.True(hello.ExtensionsTruncated);
        Assert.Equal("a.example", Encoding.ASCII.GetString(hello.ServerName));
    }

    [Fact]
    public void No_prefix_of_a_hello_is_taken_for_a_whole_one()
    {
        for (var length = 0; length < Full.Length; length++)
        {
            var whole = ClientHello.TryRead(Full.AsSpan(0, length), datagram: false, out var hello);
            // A prefix that ends right behind the compression methods is a complete hello of SSL 3.0 or TLS 1.0.
            Assert.True(!whole || hello.ExtensionsTruncated || hello.Extensions.IsEmpty);
        }
    }
}
