using NetSensor.Protocols;

namespace NetSensor.Flows.Payload;

/// <summary>Lends <see cref="FlowPayload"/>s and their parsers to the flows of one shard.</summary>
public sealed class PayloadPool(IReadOnlyList<ProtocolDescriptor> protocols)
{
    /// <summary>The protocols that its payloads look for.</summary>
    public IReadOnlyList<ProtocolDescriptor> Protocols { get; } = protocols;

    /// <summary>A fresh payload side for a flow.</summary>
    public FlowPayload Rent() => new();

    /// <summary>Takes it back, parser and buffers included; it must have been closed.</summary>
    public void Return(FlowPayload payload) => _ = payload;
}
