using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.EtherNetIp;

/// <summary>Names EtherNet/IP, and tells what a device says it is. A datagram holds a whole frame.</summary>
public sealed class EtherNetIpParser : FrameParser
{
    private const int EnoughBytes = 512;            // identities are shorter; what is read and written passes by
    private const int MaxIdentities = 16;           // of a flow; a scanner asks once per address

    private int _identities;

    /// <inheritdoc/>
    protected override int Enough => EnoughBytes;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _identities = 0;
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction) => EtherNetIpMessage.FrameLength(bytes);

    /// <inheritdoc/>
    protected override bool Begins(scoped ReadOnlySpan<byte> bytes) => EtherNetIpMessage.FrameLength(bytes) > 0;

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        flow.ConfirmService(EtherNetIpProtocol.Service);
        if (_identities < MaxIdentities && EtherNetIpMessage.ReadIdentity(frame, direction == Direction.FromResponder) is { } identity)
        {
            _identities++;
            flow.Emit(identity);
        }
        return ParseStatus.Continue;
    }
}
