namespace NetSensor.Analyzers.Correlation;

/// <summary>One reason to look at a process: its points, why, and the technique it looks like.</summary>
public sealed record Suspicion(string Name, int Points, string Why, string Technique);
