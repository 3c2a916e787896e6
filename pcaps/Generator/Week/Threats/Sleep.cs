namespace NetSensor.Generator.Week.Threats;

/// <summary>How an implant sleeps between check-ins.</summary>
/// <param name="Seconds">The pause.</param>
/// <param name="Jitter">The share by which it may be shortened, as Cobalt Strike does it.</param>
internal readonly record struct Sleep(double Seconds, double Jitter)
{
    /// <summary>The share by which it may be lengthened, as Sliver and Empire do it.</summary>
    public double Longer { get; init; }

    /// <summary>The next pause.</summary>
    public TimeSpan Next(Random chance) => chance.Between(Seconds * (1 - Jitter), Seconds * (1 + Longer));
}
