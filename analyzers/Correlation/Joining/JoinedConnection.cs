using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A connection that an endpoint told, with its flow.</summary>
/// <param name="Connection">As the endpoint tells it.</param>
/// <param name="Time">When, on the sensor's clock.</param>
/// <param name="Flow">As the sensor tells it; null when it has none.</param>
/// <param name="Kind">What joined them.</param>
/// <param name="Reason">Why there is no flow.</param>
public sealed record JoinedConnection(ProcessConnection Connection, Timestamp Time, SensorFlow? Flow, JoinKind Kind, Unjoined Reason);
