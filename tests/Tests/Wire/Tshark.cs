using System.Diagnostics;

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
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        // each packet for itself: no reassembly, no names
        foreach (var argument in (string[])["-n", "-r", capture, "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE", "-o", "ip.tso_support:TRUE",
            "-o", "tcp.desegment_tcp_streams:FALSE", "-T", "fields", "-E", "separator=|", "-E", "occurrence=a"]) start.ArgumentList.Add(argument);
        foreach (var field in Fields)
        {
            start.ArgumentList.Add("-e");
            start.ArgumentList.Add(field);
        }
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var rows = new List<string[][]>();
            while (process.StandardOutput.ReadLine() is { } line)
                rows.Add([.. line.Split('|').Select(values => values.Split(',', StringSplitOptions.RemoveEmptyEntries))]);
            process.WaitForExit();
            return rows;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            IsAbsent = true;
            return null;
        }
    }
}
