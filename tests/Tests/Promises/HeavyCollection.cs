namespace NetSensor.Tests.Promises;

/// <summary>Tests that keep all cores busy, or that measure memory: one after the other, after all others, so that nobody's time-outs suffer.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HeavyCollection
{
    public const string Name = "heavy";
}
