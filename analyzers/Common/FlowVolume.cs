namespace NetSensor.Analyzers.Common;

/// <summary>Payload bytes of either side.</summary>
public readonly record struct FlowVolume(long FromOriginator, long FromResponder);
