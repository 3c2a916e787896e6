using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.Dnp3;

/// <summary>Puts each response together with the request before it, as Zeek does; a datagram holds whole frames, a stream any part of them.</summary>
public sealed class Dnp3Parser(string service) : FrameParser
{
    private Dnp3ExchangeEvent? _open;

    /// <inheritdoc/>
    protected override int Enough => Dnp3Message.MaxFrame;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => Tell(flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _open = null;
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction) => Dnp3Message.FrameLength(bytes);

    /// <inheritdoc/>
    protected override bool Begins(scoped ReadOnlySpan<byte> bytes) => Dnp3Message.Judge(bytes) == ProbeVerdict.Yes;

    /// <inheritdoc/>
    protected override void OnNonsense(scoped ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        var hasMark = bytes.StartsWith("\x05\x64"u8);
        flow.Weird(hasMark ? "dnp3_corrupt_header_checksum" : "dnp3_header_lacks_magic", null, service == Dnp3Protocol.OverUdp ? "DNP3_UDP" : "DNP3_TCP");
    }

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        flow.ConfirmService(service);
        var message = Dnp3Message.Read(frame);
        if (message.Function < 0) return ParseStatus.Continue;
        _open ??= new Dnp3ExchangeEvent { At = flow.Now };
        _open.At = flow.Now;
        _open.Master = message.FromMaster ? message.Source : message.Destination;
        _open.Outstation = message.FromMaster ? message.Destination : message.Source;
        _open.MasterIsOriginator = message.FromMaster == (direction == Direction.FromOriginator);
        if (message.Indications < 0)
        {
            _open.Request = Dnp3Message.FunctionName(message.Function);
            return ParseStatus.Continue;
        }
        _open.Reply = Dnp3Message.FunctionName(message.Function);
        _open.Indications = message.Indications;
        Tell(flow);
        return ParseStatus.Continue;
    }

    private void Tell(IFlowContext flow)
    {
        if (_open is not null) flow.Emit(_open);
        _open = null;
    }
}
