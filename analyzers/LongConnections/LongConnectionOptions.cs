namespace NetSensor.Analyzers.LongConnections;

/// <summary>What the detector of long connections asks for before it speaks.</summary>
public sealed record LongConnectionOptions
{
    /// <summary>Shortest open time that counts at all, of one connection or of all to one destination within a day. Higher: fewer findings, later.</summary>
    public TimeSpan MinimumOpen { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Open time from which it counts more. Higher: fewer findings above informational.</summary>
    public TimeSpan LongOpen { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Open time from which it counts much.</summary>
    public TimeSpan VeryLongOpen { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Open time from which it cannot count any more.</summary>
    public TimeSpan HalfDayOpen { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Least risk told, 0 to 100. Higher: connections to named, usual services stay silent.</summary>
    public int MinimumRisk { get; init; } = 30;

    /// <summary>Connections to one destination within a day that are a strobe; RITA takes one a second, 86400. Lower: chatty agents are told.</summary>
    public int StrobeConnections { get; init; } = 86_400;

    /// <summary>Hosts of the network that must have been seen before it counts that no other goes there.</summary>
    public int HostsForRarity { get; init; } = 5;

    /// <summary>Whether connections between inside hosts are judged as well. They are long by nature (file shares, databases, remote desktops).</summary>
    public bool JudgeInside { get; init; }

    /// <summary>Pairs of source and destination watched; the one silent longest makes room. Higher: more memory (about 150 bytes each).</summary>
    public int Pairs { get; init; } = 100_000;
}
