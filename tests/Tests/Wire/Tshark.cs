using NetSensor.Tests.Support;

namespace NetSensor.Tests.Wire;

/// <summary>What tshark decodes of a capture, where it is installed: for each frame the addresses and ports of all its layers, outermost first.</summary>
internal static class Tshark
{
    private static readonly string[] Fields =
        ["ip.src", "ip.dst", "ipv6.src", "ipv6.dst", "tcp.srcport", "tcp.dstport", "udp.srcport", "udp.dstport", "sctp.srcport", "icmp.type", "icmpv6.type", "vlan.id"];

    /// <summary>Whether a call found no tshark.</summary>
    public static bool IsAbsent { get; private set; }

    /// <summary>A row per frame, a list of values per field; null when tshark is not here.</summary>
    public static List<string[][]>? Decode(string capture)
    {
        // each packet for itself: no reassembly
        var lines = TsharkFields.Lines(capture, ["-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE", "-o", "ip.tso_support:TRUE", "-o", "tcp.desegment_tcp_streams:FALSE", "-E", "separator=|"], Fields);
        IsAbsent |= lines is null;
        return lines?.ConvertAll(line => line.Split('|').Select(values => values.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToArray());
    }
}
