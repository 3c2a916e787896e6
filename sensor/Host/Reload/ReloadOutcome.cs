namespace NetSensor.Host.Reload;

/// <summary>What came of reading the configuration anew.</summary>
/// <param name="Applied">Whether it was right, and taken in whole.</param>
/// <param name="Lines">What the operator is told.</param>
internal sealed record ReloadOutcome(bool Applied, IReadOnlyList<string> Lines);
