namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>Where the numbers of one judgement lie: on the stack, since they are few and judged often.</summary>
internal static class Scratch
{
    /// <summary>Most numbers of one kind that are put there: as many check-ins as a candidate keeps by default. What is judged beyond that is allocated.</summary>
    public const int OnStack = 256;
}
