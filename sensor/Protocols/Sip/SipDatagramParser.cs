using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Sip;

/// <summary>SIP over UDP: a message per datagram, and empty ones that keep address translations open.</summary>
public sealed class SipDatagramParser : DatagramParser
{
    private readonly SipSession _session = new();

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (TextMessage.TryRead(bytes, SipProtocol.Version, out var message)) _session.OnMessage(message, direction, flow);
        else if (!SipProtocol.IsKeepAlive(bytes)) return ParseResult.NotThis;
        else if (direction == Direction.FromOriginator && bytes[0] == 0) flow.Weird("sip_junk_before_request", null, "SIP");
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _session.Close(flow);

    /// <inheritdoc/>
    public override void Reset() => _session.Reset();
}
