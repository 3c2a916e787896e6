using NetSensor.Events;

namespace NetSensor.Flows.Naming;

/// <summary>Ports that servers of well-known protocols listen on; a flow that starts in the middle is turned round when its source has one.</summary>
internal static class ServerPorts
{
    private static readonly ulong[] Tcp = Set(
        21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 502, 563, 585, 587, 614, 631, 636, 989, 990, 992, 993, 995, 1080, 1434,
        1883, 2811, 3128, 3268, 3306, 3389, 5060, 5222, 5223, 5269, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20000);

    private static readonly ulong[] Udp = Set(
        53, 67, 88, 123, 137, 161, 162, 389, 443, 514, 1812, 2123, 2152, 3389, 3544, 4789, 5060, 5072, 5353, 5355, 6081, 20000);

    /// <summary>Whether a server is likely to have this port.</summary>
    public static bool IsLikely(Transport transport, ushort port) => transport switch
    {
        Transport.Tcp => Has(Tcp, port),
        Transport.Udp => Has(Udp, port),
        _ => false,
    };

    private static bool Has(ulong[] set, ushort port) => (set[port >> 6] & (1UL << (port & 63))) != 0;

    private static ulong[] Set(params ReadOnlySpan<ushort> ports)
    {
        var set = new ulong[65536 / 64];
        foreach (var port in ports) set[port >> 6] |= 1UL << (port & 63);
        return set;
    }
}
