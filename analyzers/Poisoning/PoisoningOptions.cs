namespace NetSensor.Analyzers.Poisoning;

/// <summary>What the detector of poisoned look-ups asks for before it speaks.</summary>
public sealed record PoisoningOptions
{
    /// <summary>Different host names that one host answers for over LLMNR or NetBIOS before it is told. Higher: hosts with several names are left alone.</summary>
    public int NamesAnswered { get; init; } = 4;

    /// <summary>Times that an address goes back and forth between two hardware addresses before it is told. Higher: clusters that fail over often are left alone.</summary>
    public int Alternations { get; init; } = 3;

    /// <summary>Time in which these changes and answers are counted. Higher: slower poisoning is seen, more chance changes.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the servers and routers of a network must be known before another one means anything. Higher: fewer alarms after a start.</summary>
    public TimeSpan LearningPeriod { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Addresses, answering hosts and servers remembered; the one silent longest makes room. Higher: more memory (about 200 bytes each).</summary>
    public int Hosts { get; init; } = 50_000;
}
