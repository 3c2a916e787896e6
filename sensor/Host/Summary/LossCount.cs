namespace NetSensor.Host.Summary;

/// <summary>How often something was lost or left out, and by what cause, in the words of summary.json and the metrics.</summary>
public readonly record struct LossCount(string Cause, long Count);
