using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>What a flow said between two silences: when it began to speak, and the payload bytes each way until it was silent and spoke again.</summary>
public readonly record struct FlowBurst(Timestamp Start, long BytesOut, long BytesIn);
