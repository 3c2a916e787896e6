using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Scans;

/// <summary>How much a scan weighs.</summary>
internal static class ScanScore
{
    private const double SmallScan = 16, LargeScan = 256; // targets: no points, and all of them
    private const double MostForSize = 25;

    // Doors that intruders look for: shells, file shares, remote desktops and management, databases.
    private static readonly HashSet<int> SoughtPorts = [21, 22, 23, 88, 135, 139, 389, 445, 502, 1433, 1521, 3306, 3389, 5432, 5555, 5900, 5985, 5986, 6379, 7547, 9200, 27017];

    /// <summary>The parts of the risk.</summary>
    public static RiskTally Of(ScanCase scan, ScanOptions options)
    {
        var size = Math.Clamp(Math.Log2(Math.Max(1, scan.Targets) / SmallScan) / Math.Log2(LargeScan / SmallScan), 0, 1);
        var parts = new RiskTally();
        parts.AddIf(scan.IsFromInside, "from inside", 40, $"{scan.Source} is one of ours: somebody looks around");
        parts.AddIf(!scan.IsFromInside, "from outside", 5, "the Internet is scanned all the time");
        parts.Add("size", size * (scan.IsFromInside ? MostForSize : MostForSize / 5), $"{scan.Targets} targets did not answer");
        if (!scan.IsFromInside) return parts;
        parts.AddIf(scan.Port is { } port && SoughtPorts.Contains(port), "sought door", 10, $"port {scan.Port} is one that intruders look for");
        parts.AddIf(scan.Kind == ScanKind.Block, "many doors of many hosts", 10, "several ports of several hosts are tried");
        parts.AddIf(scan.IsSlow, "slow", 10, "long pauses lie between the tries, as if nobody should notice");
        parts.AddIf(scan.Kind is ScanKind.Ping or ScanKind.Arp, "only looks who is there", -15, "discovery programs do so, too");
        parts.AddIf(!scan.IsToInside, "outward", -5, "its targets are not ours");
        parts.AddIf(scan.UsualDays >= options.UsualDays, "usual", -35, $"it scanned on {scan.UsualDays} earlier days: its duty, or nobody minded");
        return parts;
    }
}
