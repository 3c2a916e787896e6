using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A question that an endpoint told, with the one on the wire.</summary>
/// <param name="Lookup">As the endpoint tells it.</param>
/// <param name="Time">When, on the sensor's clock.</param>
/// <param name="OnWire">As the sensor tells it; null when it has none.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record JoinedLookup(ProcessLookup Lookup, Timestamp Time, SensorLookup? OnWire, Unjoined Reason);
