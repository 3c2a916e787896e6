namespace NetSensor.Benchmarks.Cost;

/// <summary>What detectors cost over a tape of events.</summary>
/// <param name="Nanoseconds">Processor time, in all.</param>
/// <param name="InTicks">Of that, what passed in ticks.</param>
/// <param name="Bytes">Allocated.</param>
internal readonly record struct AloneCost(double Nanoseconds, double InTicks, double Bytes);
