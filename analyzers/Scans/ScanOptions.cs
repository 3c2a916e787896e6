namespace NetSensor.Analyzers.Scans;

/// <summary>What the detector of scans asks for before it speaks.</summary>
public sealed record ScanOptions
{
    /// <summary>Different hosts that did not answer on one port and make a sweep. Lower: clients whose server farm is down are told.</summary>
    public int MinimumHosts { get; init; } = 25;

    /// <summary>Different ports of one host that did not answer and make a port scan. Lower: chatty clients of a dead server are told.</summary>
    public int MinimumPorts { get; init; } = 30;

    /// <summary>Different pairs of host and port, of at least five each, that did not answer and make a scan of a block. Lower: a morning on which much is down is told.</summary>
    public int MinimumPairs { get; init; } = 100;

    /// <summary>Times as many targets that a slow scan must have tried, with silences longer than <see cref="ForgetAfter"/> between its tries. Higher: fewer findings.</summary>
    public double SlowFactor { get; init; } = 2;

    /// <summary>Different addresses asked for over ARP within five minutes, most of them in sequence, that make a sweep. Lower: small discoveries are told.</summary>
    public int MinimumArpTargets { get; init; } = 64;

    /// <summary>Share of the connections that failed. Lower: monitoring and inventory, whose targets mostly answer, are told too.</summary>
    public double MinimumFailedShare { get; init; } = 0.6;

    /// <summary>A silence after which a scan counts as slow. Higher: slower scans are seen as if they were quick.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A silence after which counting begins anew. Higher: still slower scans are seen, failures of a whole day add up.</summary>
    public TimeSpan SlowForgetAfter { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Earlier days on which a host scanned already, after which that is its duty (a vulnerability scanner). Higher: it is told for longer.</summary>
    public int UsualDays { get; init; } = 3;

    /// <summary>Pairs of source and port, and of source and target, watched; the one silent longest makes room. Higher: more memory (about 200 bytes each).</summary>
    public int Pairs { get; init; } = 50_000;
}
