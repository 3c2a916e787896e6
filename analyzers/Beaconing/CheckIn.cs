using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>One contact: when it began and what it carried, both ways, in payload bytes. Old ones have forgotten their flow.</summary>
public readonly record struct CheckIn(Timestamp Start, long BytesOut, long BytesIn, FlowIdentity? Flow);
