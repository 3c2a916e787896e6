namespace NetSensor.Analyzers.Scans;

/// <summary>What the detector of scans asks for before it speaks.</summary>
public sealed record ScanOptions
{
    /// <summary>Different hosts that did not answer on one port and make a sweep. Lower: clients whose server farm is down are told.</summary>
    public int MinimumHosts { get; init; } = 25;

    /// <summary>Different ports of one host that did not answer and make a port scan. Lower: chatty clients of a dead server are told.</summary>
    public int MinimumPorts { get; init; } = 30;

    /// <summary>Share of the connections that failed. Lower: monitoring and inventory, whose targets mostly answer, are told too.</summary>
    public double MinimumFailed { get; init; } = 0.6;

    /// <summary>A silence after which counting begins anew. Higher: slower scans are seen.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Pairs of source and port, and of source and target, watched; the one silent longest makes room. Higher: more memory (about 200 bytes each).</summary>
    public int Pairs { get; init; } = 50_000;
}
