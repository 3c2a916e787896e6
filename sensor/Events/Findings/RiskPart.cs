namespace NetSensor.Events;

/// <summary>One part of a finding's risk: its points, which add up to at most 100, and why.</summary>
public readonly record struct RiskPart(string Name, int Points, string Why);
