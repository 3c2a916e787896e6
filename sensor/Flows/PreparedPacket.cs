using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>A packet of the batch at hand: decoded, and its flow's bucket known, before any packet of the batch is accounted.</summary>
internal struct PreparedPacket
{
    /// <summary>What the decoder found.</summary>
    public PacketHeaders Headers;
    /// <summary>What makes it one flow with others; as <see cref="Hash"/> of the outermost flow, and only when it decoded well.</summary>
    public FlowKey Key;
    /// <summary>The key's hash.</summary>
    public ulong Hash;
    /// <summary>How decoding went.</summary>
    public DecodeStatus Status;

    /// <summary>Whether it is accounted to a flow at once: nothing about it is odd.</summary>
    public readonly bool IsPlain => Status == DecodeStatus.Ok && Headers.Fault == DecodeFault.None;
}
