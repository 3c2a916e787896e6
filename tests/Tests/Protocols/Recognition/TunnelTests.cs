using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Recognition;

/// <summary>Private networks and peer-to-peer traffic are known by their handshakes, on any port, and by nothing less.</summary>
public sealed class TunnelTests
{
    private static readonly byte[] Initiation = [1, 0, 0, 0, 7, 7, 7, 7, .. new byte[140]];
    private static readonly byte[] ClientReset = [0x38, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0];
    private static readonly byte[] ServerReset = [0x40, 9, 9, 9, 9, 9, 9, 9, 9, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0];

    internal static FuzzSeed WireGuard => FuzzSeed.Talk(Initiation, [2, 0, 0, 0, 8, 8, 8, 8, 7, 7, 7, 7, .. new byte[80]]);
    internal static FuzzSeed OpenVpn => FuzzSeed.Talk(ClientReset, ServerReset);
    internal static FuzzSeed OpenVpnStream => FuzzSeed.Talk([0, 14, .. ClientReset], [0, 26, .. ServerReset]);
    internal static FuzzSeed Peers => FuzzSeed.Client([0x13, .. "BitTorrent protocol"u8, .. new byte[48]]);
    internal static FuzzSeed Table => FuzzSeed.Client([.. "d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe"u8]);     // BEP 5
    internal static FuzzSeed Utp => FuzzSeed.Talk([0x41, 0, 0x12, 0x34, .. new byte[12], 0, 1, 0, 0], [0x21, 0, 0x12, 0x34, .. new byte[12], 0, 9, 0, 1]);

    public static TheoryData<string, Transport, FuzzSeed> Handshakes => new()
    {
        { "wireguard", Transport.Udp, WireGuard },
        { "openvpn", Transport.Udp, OpenVpn },
        { "openvpn", Transport.Tcp, OpenVpnStream },
        { "bittorrent", Transport.Tcp, Peers },
        { "bittorrent", Transport.Udp, Table },
        { "bittorrent", Transport.Udp, Utp },
    };

    [Theory]
    [MemberData(nameof(Handshakes))]
    public void A_handshake_tells_it_on_any_port(string service, Transport transport, FuzzSeed talk) => Assert.Equal([service], Heard.Of(transport, 4711, talk).Services);

    [Fact]
    public void A_question_without_its_answer_names_nothing()
    {
        Assert.Empty(Heard.Of(Transport.Udp, 51820, FuzzSeed.Client(Initiation)).Services);
        Assert.Empty(Heard.Of(Transport.Udp, 51820, FuzzSeed.Talk(Initiation, [2, 0, 0, 0, 8, 8, 8, 8, 6, 6, 6, 6, .. new byte[80]])).Services);   // another's index
        Assert.Empty(Heard.Of(Transport.Udp, 1194, FuzzSeed.Client(ClientReset)).Services);
        Assert.Empty(Heard.Of(Transport.Udp, 6881, FuzzSeed.Talk(Utp.Turns[0].Bytes, [0x21, 0, 0, 0, .. new byte[12], 0, 9, 0, 1])).Services);      // another connection
    }
}
