using NetSensor.Events;
using NetSensor.Protocols;

namespace NetSensor.Flows.Payload;

/// <summary>
/// The payload side of one flow: keeps what no parser has consumed yet, finds the protocol by its first bytes, and feeds its parser.
/// Knows nothing of segments: bytes of a stream arrive in order, losses are told as gaps. Pooled by <see cref="PayloadPool"/>.
/// </summary>
public sealed class FlowPayload
{
    /// <summary>Whether anybody still listens to this direction; when not, the caller need not keep out-of-order bytes.</summary>
    public bool Wants(Direction direction) => false;

    /// <summary>The next bytes of a stream, in order.</summary>
    public void Deliver(Direction direction, ReadOnlySpan<byte> bytes, IFlowContext flow) { }

    /// <summary>Bytes of a stream that will never come.</summary>
    public void Gap(Direction direction, long missingBytes, IFlowContext flow) { }

    /// <summary>One direction of a stream ended orderly.</summary>
    public void EndOfStream(Direction direction, IFlowContext flow) { }

    /// <summary>One datagram; <paramref name="wireLength"/> is more than was captured when the snap length cut it.</summary>
    public void Datagram(Direction direction, ReadOnlySpan<byte> bytes, int wireLength, IFlowContext flow) { }

    /// <summary>The flow ends.</summary>
    public void Close(IFlowContext flow) { }
}
