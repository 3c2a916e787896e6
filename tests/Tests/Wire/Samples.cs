using NetSensor.Wire;
using static NetSensor.Tests.Wire.Packets;

namespace NetSensor.Tests.Wire;

/// <summary>One packet for each link type, header and tunnel that the decoder knows, and what it has to find in it, outermost first.</summary>
internal static class Samples
{
    private const string Inner4 = "172.16.0.1 172.16.0.2 Udp 5000 53";
    private const string Inner6 = "2001:db8::1 2001:db8:1::2 Udp 5000 53";
    private const string Outer = "10.0.0.1 192.0.2.1";

    public static readonly Sample[] All =
    [
        // link types
        new("Ethernet II", LinkType.Ethernet, Ethernet(EtherType.IPv4, InnerIpv4), Inner4),
        new("802.3 with LLC and SNAP", LinkType.Ethernet, Ethernet8023(Snap(EtherType.IPv4, InnerIpv4)), Inner4),
        new("802.3 with LLC that says IP", LinkType.Ethernet, Ethernet8023([0x06, 0x06, 0x03, .. InnerIpv4]), Inner4),
        new("one tag", LinkType.Ethernet, Ethernet(EtherType.Vlan, Tag(100, EtherType.IPv6, InnerIpv6)), "vlan 100 " + Inner6),
        new("802.1ad and 802.1Q", LinkType.Ethernet, Ethernet(EtherType.ServiceVlan, Tag(200, EtherType.Vlan, Tag(7, EtherType.IPv4, InnerIpv4))),
            "vlan 200 7 " + Inner4),
        new("three tags", LinkType.Ethernet,
            Ethernet(EtherType.QinQ9100, Tag(1, EtherType.Vlan, Tag(2, EtherType.Vlan, Tag(3, EtherType.IPv4, InnerIpv4)))), "vlan 1 3 " + Inner4),
        new("MPLS", LinkType.Ethernet, Ethernet(EtherType.Mpls, Label(16, false, Label(17, true, InnerIpv4))), Inner4),
        new("MPLS pseudowire with control word", LinkType.Ethernet,
            Ethernet(EtherType.Mpls, Label(16, true, [0, 0, 0, 0, .. Ethernet(EtherType.IPv4, InnerIpv4)])), Inner4),
        new("MPLS pseudowire without control word", LinkType.Ethernet,
            Ethernet(EtherType.Mpls, Label(16, true, Ethernet(EtherType.Vlan, Tag(5, EtherType.IPv6, InnerIpv6)))), "vlan 5 " + Inner6),
        new("PPPoE session", LinkType.Ethernet, Ethernet(EtherType.PppoeSession, [0x11, 0, 0, 1, .. U16(InnerIpv4.Length + 2), 0x00, 0x21, .. InnerIpv4]), Inner4),
        new("FabricPath", LinkType.Ethernet, Ethernet(EtherType.FabricPath, [0x10, 0x20, .. Ethernet(EtherType.IPv4, InnerIpv4)]), Inner4),
        new("802.1ah", LinkType.Ethernet, Ethernet(EtherType.ProviderBackbone, [0, 0, 0, 9, .. Ethernet(EtherType.IPv4, InnerIpv4)]), Inner4),
        new("VN-Tag", LinkType.Ethernet, Ethernet(EtherType.VnTag, [0, 1, 0, 2, 0x08, 0x00, .. InnerIpv4]), Inner4),
        new("802.1BR", LinkType.Ethernet, Ethernet(EtherType.PortExtenderTag, [0, 1, 0, 2, 0, 3, 0x08, 0x00, .. InnerIpv4]), Inner4),
        new("raw IPv4", LinkType.Raw, InnerIpv4, Inner4),
        new("raw IPv6 as BSD numbers it", LinkType.RawBsd, InnerIpv6, Inner6),
        new("raw as OpenBSD numbers it", LinkType.RawOpenBsd, InnerIpv4, Inner4),
        new("BSD loopback, little-endian, macOS", LinkType.Null, [30, 0, 0, 0, .. InnerIpv6], Inner6),
        new("BSD loopback, big-endian, FreeBSD", LinkType.Null, [0, 0, 0, 28, .. InnerIpv6], Inner6),
        new("OpenBSD loopback", LinkType.Loop, [0, 0, 0, 2, .. InnerIpv4], Inner4),
        new("PPP with HDLC bytes", LinkType.Ppp, [0xFF, 0x03, 0x00, 0x21, .. InnerIpv4], Inner4),
        new("PPP with all compressed", LinkType.Ppp, [0x57, .. InnerIpv6], Inner6),
        new("PPP with MPLS", LinkType.PppHdlc, [0xFF, 0x03, 0x02, 0x81, .. Label(16, true, InnerIpv4)], Inner4),
        new("Cisco HDLC where PPP was said", LinkType.PppHdlc, [0x0F, 0, 0x08, 0x00, .. InnerIpv4], Inner4),
        new("Cisco HDLC", LinkType.CiscoHdlc, [0x8F, 0, 0x86, 0xDD, .. InnerIpv6], Inner6),
        new("PPP with direction", LinkType.PppDirection, [1, 0xFF, 0x03, 0x00, 0x21, .. InnerIpv4], Inner4),
        new("PPPoE without Ethernet", LinkType.PppEthernet, [0x11, 0, 0, 1, 0, 40, 0x00, 0x57, .. InnerIpv6], Inner6),
        new("Linux cooked v1", LinkType.LinuxSll, [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x08, 0x00, .. InnerIpv4], Inner4),
        new("Linux cooked v1 with a tag", LinkType.LinuxSll,
            [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x81, 0x00, .. Tag(9, EtherType.IPv4, InnerIpv4)], "vlan 9 " + Inner4),
        new("Linux cooked v2", LinkType.LinuxSll2, [0x86, 0xDD, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, .. InnerIpv6], Inner6),
        new("802.11 data to an access point", LinkType.Ieee80211, [.. Wifi(0x08, 0x01, []), .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("802.11 QoS with four addresses", LinkType.Ieee80211, [.. Wifi(0x88, 0x03, [2, 0, 0, 0, 0, 4, 0, 0]), .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("802.11 QoS with HT control", LinkType.Ieee80211, [.. Wifi(0x88, 0x82, [0, 0, 1, 2, 3, 4]), .. Snap(EtherType.IPv6, InnerIpv6)], Inner6),
        new("802.11 A-MSDU of two frames", LinkType.Ieee80211, [.. Wifi(0x88, 0x02, [0x80, 0]), .. Subframe(InnerIpv4), .. Subframe(InnerIpv6)],
            Inner4 + " / " + Inner6),
        new("radiotap", LinkType.Ieee80211Radiotap, [0, 0, 8, 0, 0, 0, 0, 0, .. Wifi(0x08, 0x02, []), .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("radiotap with padded 802.11 header", LinkType.Ieee80211Radiotap,
            [0, 0, 9, 0, 2, 0, 0, 0, 0x20, .. Wifi(0x88, 0x02, [0, 0]), 0, 0, .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("Prism", LinkType.Ieee80211Prism, [0x44, 0, 0, 0, 144, 0, 0, 0, .. new byte[136], .. Wifi(0x08, 0x02, []), .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("AVS", LinkType.Ieee80211Avs, [0x80, 0x21, 0x10, 1, 0, 0, 0, 64, .. new byte[56], .. Wifi(0x08, 0x02, []), .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("PPI before Ethernet", LinkType.Ppi, [0, 0, 8, 0, 1, 0, 0, 0, .. Ethernet(EtherType.IPv4, InnerIpv4)], Inner4),
        new("NFLOG", LinkType.NfLog, [2, 0, 0, 1, 5, 0, 10, 0, (byte)'x', 0, 0, 0, .. NfPayload(InnerIpv4)], Inner4),
        new("FDDI", LinkType.Fddi, [0x50, .. new byte[12], .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("Frame Relay", LinkType.FrameRelay, [0x18, 0x41, 0x03, 0xCC, .. InnerIpv4], Inner4),
        new("Frame Relay with SNAP", LinkType.FrameRelay, [0x18, 0x41, 0x03, 0x00, 0x80, 0, 0, 0, 0x86, 0xDD, .. InnerIpv6], Inner6),
        new("Frame Relay as Cisco has it", LinkType.FrameRelay, [0x18, 0x41, 0x08, 0x00, .. InnerIpv4], Inner4),
        new("LLC over ATM", LinkType.AtmLlc, Snap(EtherType.IPv4, InnerIpv4), Inner4),
        new("SunATM", LinkType.SunAtm, [0x02, 0, 0, 33, .. Snap(EtherType.IPv4, InnerIpv4)], Inner4),
        new("macOS metadata", LinkType.Pktap, [16, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. Ethernet(EtherType.IPv4, InnerIpv4)], Inner4),

        // network and transport
        new("TCP with IP options", LinkType.Raw, Ipv4(IpProtocol.Tcp, Tcp(1, 2, [9]), options: [1, 1, 1, 0]), Outer + " Tcp 1 2"),
        new("ICMP", LinkType.Raw, Ipv4(IpProtocol.Icmp, Icmp(8, 0, [1])), Outer + " Icmp 8 0"),
        new("SCTP", LinkType.Raw, Ipv4(IpProtocol.Sctp, [.. U16(36412), .. U16(36413), .. new byte[8], 1]), Outer + " Sctp 36412 36413"),
        new("IPv4 authentication header", LinkType.Raw, Ipv4(IpProtocol.Ah, [6, 4, 0, 0, .. new byte[20], .. Tcp(1, 2, [])]), Outer + " Tcp 1 2"),
        new("IPv6 extensions", LinkType.Raw, Ipv6(IpProtocol.HopByHop, Extension(IpProtocol.Routing, 0, Extension(IpProtocol.DestinationOptions, 2,
            Extension(IpProtocol.Tcp, 1, Tcp(1, 2, []))))), "2001:db8::1 2001:db8:1::2 Tcp 1 2"),
        new("IPv6 atomic fragment", LinkType.Raw, Ipv6(IpProtocol.Fragment, Fragment6(IpProtocol.IcmpV6, 0, false, 1, Icmp(128, 0, []))),
            "2001:db8::1 2001:db8:1::2 IcmpV6 128 0"),

        // tunnels
        new("IP in IP", LinkType.Raw, Ipv4(IpProtocol.IPv4, InnerIpv4), $"{Outer} IPv4 0 0 / {Inner4}"),
        new("6in4", LinkType.Raw, Ipv4(IpProtocol.IPv6, InnerIpv6), $"{Outer} IPv6 0 0 / {Inner6}"),
        new("4in6", LinkType.Raw, Ipv6(IpProtocol.IPv4, InnerIpv4), "2001:db8::1 2001:db8:1::2 IPv4 0 0 / " + Inner4),
        new("EtherIP", LinkType.Raw, Ipv4(IpProtocol.EtherIp, [0x30, 0, .. Ethernet(EtherType.IPv4, InnerIpv4)]), $"{Outer} EtherIp 0 0 / {Inner4}"),
        new("MPLS in IP", LinkType.Raw, Ipv4(IpProtocol.Mpls, Label(16, true, InnerIpv6)), $"{Outer} Mpls 0 0 / {Inner6}"),
        new("GRE", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0, 0x0800, [], InnerIpv4)), $"{Outer} Gre 0 0 / {Inner4}"),
        new("GRE with checksum, key and sequence", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0xB000, 0x86DD, new byte[12], InnerIpv6)), $"{Outer} Gre 0 0 / {Inner6}"),
        new("GRE with routes", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0x4000, 0x0800, [0, 0, 0, 0, 0x08, 0, 0, 4, 10, 0, 0, 9, 0, 0, 0, 0], InnerIpv4)),
            $"{Outer} Gre 0 0 / {Inner4}"),
        new("GRE with Ethernet", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0x2000, 0x6558, new byte[4], Ethernet(EtherType.IPv4, InnerIpv4))), $"{Outer} Gre 0 0 / {Inner4}"),
        new("ERSPAN I", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0, 0x88BE, [], Ethernet(EtherType.IPv4, InnerIpv4))), $"{Outer} Gre 0 0 / {Inner4}"),
        new("ERSPAN II", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0x1000, 0x88BE, new byte[4], [.. new byte[8], .. Ethernet(EtherType.IPv4, InnerIpv4)])),
            $"{Outer} Gre 0 0 / {Inner4}"),
        new("ERSPAN III", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0x1000, 0x22EB, new byte[4], [.. new byte[12], .. Ethernet(EtherType.IPv4, InnerIpv4)])),
            $"{Outer} Gre 0 0 / {Inner4}"),
        new("ERSPAN III with platform header", LinkType.Raw,
            Ipv4(IpProtocol.Gre, Gre(0x1000, 0x22EB, new byte[4], [.. new byte[11], 1, .. new byte[8], .. Ethernet(EtherType.IPv4, InnerIpv4)])),
            $"{Outer} Gre 0 0 / {Inner4}"),
        new("PPTP", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0x3081, 0x880B, new byte[12], [0xFF, 0x03, 0x00, 0x21, .. InnerIpv4])), $"{Outer} Gre 0 0 / {Inner4}"),
        new("PPTP, compressed", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0x3001, 0x880B, new byte[8], [0x21, .. InnerIpv4])), $"{Outer} Gre 0 0 / {Inner4}"),
        new("GRE with MPLS", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0, 0x8847, [], Label(16, true, InnerIpv4))), $"{Outer} Gre 0 0 / {Inner4}"),
        new("GRE with WCCP redirect", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0, 0x883E, [], [0, 0, 0, 0, .. InnerIpv4])), $"{Outer} Gre 0 0 / {Inner4}"),
        new("GRE with Aruba 802.11", LinkType.Raw, Ipv4(IpProtocol.Gre, Gre(0, 0x8200, [], [.. Wifi(0x08, 0x02, []), .. Snap(EtherType.IPv4, InnerIpv4)])),
            $"{Outer} Gre 0 0 / {Inner4}"),
        new("VXLAN", LinkType.Raw, OverUdp(4789, [0x08, 0, 0, 0, 0, 0, 9, 0, .. Ethernet(EtherType.IPv4, InnerIpv4)]), $"{Outer} Udp 50000 4789 / {Inner4}"),
        new("VXLAN on flannel's port", LinkType.Raw, OverUdp(8472, [0x08, 0, 0, 0, 0, 0, 9, 0, .. Ethernet(EtherType.IPv6, InnerIpv6)]),
            $"{Outer} Udp 50000 8472 / {Inner6}"),
        new("GENEVE with options", LinkType.Raw, OverUdp(6081, [0x02, 0, 0x65, 0x58, 0, 0, 9, 0, .. new byte[8], .. Ethernet(EtherType.IPv4, InnerIpv4)]),
            $"{Outer} Udp 50000 6081 / {Inner4}"),
        new("GENEVE with IP", LinkType.Raw, OverUdp(6081, [0, 0, 0x86, 0xDD, 0, 0, 9, 0, .. InnerIpv6]), $"{Outer} Udp 50000 6081 / {Inner6}"),
        new("GTP-U", LinkType.Raw, OverUdp(2152, [0x30, 0xFF, 0, 32, 0, 0, 0, 1, .. InnerIpv4]), $"{Outer} Udp 50000 2152 / {Inner4}"),
        new("GTP-U with sequence and extension", LinkType.Raw,
            OverUdp(2152, [0x36, 0xFF, 0, 40, 0, 0, 0, 1, 0, 1, 0, 0x85, 1, 0x10, 9, 0, .. InnerIpv4]), $"{Outer} Udp 50000 2152 / {Inner4}"),
        new("Teredo on its port", LinkType.Raw, OverUdp(3544, InnerIpv6), $"{Outer} Udp 50000 3544 / {Inner6}"),
        new("Teredo by its address", LinkType.Raw, OverUdp(40001, Ipv6(IpProtocol.NoNextHeader, [], IpAddr.Parse("2001:0:4136:e378:8000:63bf:3fff:fdd2"))),
            $"{Outer} Udp 50000 40001 / 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8:1::2 NoNextHeader 0 0"),
        new("Teredo with authentication and origin", LinkType.Raw,
            OverUdp(40001, [0, 1, 0, 0, .. new byte[9], 0, 0, 0x12, 0x34, 1, 2, 3, 4, .. InnerIpv6]), $"{Outer} Udp 50000 40001 / {Inner6}"),
        new("AYIYA", LinkType.Raw, OverUdp(5072, [0x40, 0x52, 0x11, 41, 0, 0, 0, 0, .. new byte[16 + 20], .. InnerIpv6]), $"{Outer} Udp 50000 5072 / {Inner6}"),
        new("MPLS in UDP", LinkType.Raw, OverUdp(6635, Label(16, true, InnerIpv4)), $"{Outer} Udp 50000 6635 / {Inner4}"),
        new("tunnels in tunnels", LinkType.Ethernet, Ethernet(EtherType.IPv4, Ipv4(IpProtocol.Gre, Gre(0, 0x6558, [], Ethernet(EtherType.Vlan,
            Tag(4, EtherType.IPv4, OverUdp(4789, [0x08, 0, 0, 0, 0, 0, 9, 0, .. Ethernet(EtherType.IPv4, Ipv4(IpProtocol.IPv6, InnerIpv6))])))))),
            $"{Outer} Gre 0 0 / vlan 4 {Outer} Udp 50000 4789 / {Outer} IPv6 0 0 / {Inner6}"),
    ];

    /// <summary>An 802.11 header: frame control, flags, and what follows the sequence field.</summary>
    private static byte[] Wifi(byte control, byte flags, byte[] rest) => [control, flags, 0, 0, .. Mac(1), .. Mac(2), .. Mac(3), 0, 0, .. rest];

    private static byte[] Subframe(byte[] ip)
    {
        byte[] frame = [.. Mac(1), .. Mac(2), .. U16(8 + ip.Length), .. Snap(ip[0] >> 4 == 4 ? EtherType.IPv4 : EtherType.IPv6, ip)];
        return [.. frame, .. new byte[(4 - frame.Length % 4) % 4]];
    }

    private static byte[] Mac(byte last) => [2, 0, 0, 0, 0, last];

    private static byte[] NfPayload(byte[] ip) => [(byte)(ip.Length + 4), 0, 9, 0, .. ip];

    private static byte[] OverUdp(int port, byte[] carried) => Ipv4(IpProtocol.Udp, Udp(50000, port, carried));

    /// <summary>A packet and what is in it.</summary>
    public sealed record Sample(string Name, LinkType Link, byte[] Bytes, string Expected)
    {
        public override string ToString() => Name;
    }
}
