namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>What the detector of remote access asks for before it speaks.</summary>
public sealed record RemoteAccessOptions
{
    /// <summary>Programs that are in use here by permission, named as in the table ("TeamViewer"); they stay silent.</summary>
    public IReadOnlyList<string> Permitted { get; init; } = [];

    /// <summary>Hosts that use a program before it counts as usual here, and further ones are told with less weight. Higher: more findings above low.</summary>
    public int UsualHosts { get; init; } = 3;

    /// <summary>
    /// Time from the first event in which what hosts use is learnt and told at low severity only: most of it was there before. Zero: everything is news at
    /// once. Higher: quieter beginnings, and intruders who are there already are told with less weight.
    /// </summary>
    public TimeSpan LearningPeriod { get; init; } = TimeSpan.Zero;

    /// <summary>Bytes that one connection must have sent before it counts as work and no mere visit. Higher: short sessions are told with less weight.</summary>
    public int WorkBytes { get; init; } = 100_000;

    /// <summary>Uses (a host and a program) remembered; the one silent longest makes room. Higher: more memory (about 200 bytes each).</summary>
    public int Uses { get; init; } = 50_000;
}
