using NetSensor.Generator;
using NetSensor.Tests.Wire;
using NetSensor.Wire;

namespace NetSensor.Tests.Live;

/// <summary>Questions and answers between many pairs of hosts, wrapped in all that the kernel must look behind to keep a flow on one worker.</summary>
internal static class WrappedTraffic
{
    private const int PairsOfEach = 24; // with two workers, all of them by chance on the right one: 1 in 16 million

    public static void Save(string path)
    {
        var capture = new PcapWriter();
        var now = Timestamp.FromUnix(1_790_000_000);
        var network = 0; // one for each kind: no two share a flow
        foreach (var wrap in (ReadOnlySpan<Func<IpAddr, IpAddr, byte[], byte[][]>>)[Vlan, DoubleVlan, Mpls, Pppoe, Vxlan, Fragments])
        {
            network++;
            for (var pair = 1; pair <= PairsOfEach; pair++)
            {
                var client = IpAddr.FromIPv4(0x0A00_0001 | ((uint)network << 16) | ((uint)pair << 8));
                var server = IpAddr.FromIPv4(0xC000_0200 | (uint)(pair * 7));
                for (var turn = 0; turn < 4; turn++)
                    foreach (var frame in turn % 2 == 0 ? wrap(client, server, Datagram(40_000, 7000)) : wrap(server, client, Datagram(7000, 40_000)))
                        capture.Add(now += TimeSpan.FromMilliseconds(1), frame);
            }
        }
        capture.Save(path);
    }

    private static byte[][] Vlan(IpAddr from, IpAddr to, byte[] datagram) =>
        [Packets.Ethernet(EtherType.Vlan, Packets.Tag(12, EtherType.IPv4, Packets.Ipv4(IpProtocol.Udp, datagram, from, to)))];

    private static byte[][] DoubleVlan(IpAddr from, IpAddr to, byte[] datagram) =>
        [Packets.Ethernet(EtherType.ServiceVlan, Packets.Tag(7, EtherType.Vlan, Packets.Tag(12, EtherType.IPv4, Packets.Ipv4(IpProtocol.Udp, datagram, from, to))))];

    private static byte[][] Mpls(IpAddr from, IpAddr to, byte[] datagram) =>
        [Packets.Ethernet(EtherType.Mpls, Packets.Label(100, false, Packets.Label(200, true, Packets.Ipv4(IpProtocol.Udp, datagram, from, to))))];

    private static byte[][] Pppoe(IpAddr from, IpAddr to, byte[] datagram)
    {
        var ip = Packets.Ipv4(IpProtocol.Udp, datagram, from, to);
        return [Packets.Ethernet(EtherType.PppoeSession, [0x11, 0, 0, 1, .. Packets.U16(ip.Length + 2), 0x00, 0x21, .. ip])];
    }

    /// <summary>Between two fixed ends, whose source port differs by what is inside, as RFC 7348 §5 wants it: one flow inside, two tunnels outside.</summary>
    private static byte[][] Vxlan(IpAddr from, IpAddr to, byte[] datagram)
    {
        byte[] inner = [0x08, 0, 0, 0, 0, 0, 9, 0, .. Packets.Ethernet(EtherType.IPv4, Packets.Ipv4(IpProtocol.Udp, datagram, from, to))];
        var (near, far) = (IpAddr.Parse("198.51.100.1"), IpAddr.Parse("198.51.100.2"));
        var isAnswer = from.CompareTo(to) > 0;
        var outer = Packets.Udp(isAnswer ? 51_000 : 52_000, 4789, inner);
        return [Packets.Ethernet(EtherType.IPv4, isAnswer ? Packets.Ipv4(IpProtocol.Udp, outer, far, near) : Packets.Ipv4(IpProtocol.Udp, outer, near, far))];
    }

    /// <summary>The second fragment has no ports.</summary>
    private static byte[][] Fragments(IpAddr from, IpAddr to, byte[] datagram)
    {
        const int first = 64; // bytes, a multiple of eight
        return
        [
            Packets.Ethernet(EtherType.IPv4, Packets.Ipv4(IpProtocol.Udp, datagram[..first], from, to, fragment: 0x2000)),
            Packets.Ethernet(EtherType.IPv4, Packets.Ipv4(IpProtocol.Udp, datagram[first..], from, to, fragment: first / 8)),
        ];
    }

    private static byte[] Datagram(int fromPort, int toPort) => Packets.Udp(fromPort, toPort, new byte[100]);
}
