namespace NetSensor.Events;

/// <summary>One number that convinced a detector, with its unit ("s", "bytes", "connections", "ratio", "p").</summary>
public sealed record Evidence(string Name, double Value, string Unit);
