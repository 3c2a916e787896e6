using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Sip;

/// <summary>SIP over TCP: messages end where Content-Length says (RFC 3261 §18.3).</summary>
public sealed class SipStreamParser : FrameParser
{
    private const int MaxHead = 16 * 1024;          // real ones have one or two thousand bytes

    private readonly SipSession _session = new();

    /// <inheritdoc/>
    protected override int Enough => MaxHead;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _session.Close(flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _session.Reset();
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction)
    {
        var blank = bytes.IndexOfAnyExcept("\r\n\0"u8);
        if (blank < 0) return bytes.Length;                          // nothing but keep-alives
        if (blank > 0) return blank;
        return TextMessage.Length(bytes, SipProtocol.Version, MaxHead);
    }

    /// <inheritdoc/>
    protected override bool Begins(scoped ReadOnlySpan<byte> bytes) => TextMessage.TryRead(bytes, SipProtocol.Version, out _);

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        if (TextMessage.TryRead(frame, SipProtocol.Version, out var message)) _session.OnMessage(message, direction, flow);
        return ParseStatus.Continue;
    }
}
