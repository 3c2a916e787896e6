namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>How much of their traffic two channels share.</summary>
/// <param name="Mine">Check-ins of the one.</param>
/// <param name="Theirs">Check-ins of the other.</param>
/// <param name="Shared">Check-ins of the one that the other has as well.</param>
internal readonly record struct Overlap(int Mine, int Theirs, int Shared)
{
    private const double Most = 0.6;         // of the smaller one: the rest may have been merged elsewhere
    private const int Fewest = 4;            // check-ins of the smaller one: fewer may coincide by chance
    private const double ClearlyMore = 1.5;  // times the check-ins

    /// <summary>Whether both see the same traffic.</summary>
    public bool IsSame => Math.Min(Mine, Theirs) >= Fewest && Shared >= Most * Math.Min(Mine, Theirs);

    /// <summary>Whether the one sees clearly more of it.</summary>
    public bool SeesMore => IsSame && Mine >= ClearlyMore * Theirs;
}
