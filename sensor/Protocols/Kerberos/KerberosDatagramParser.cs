using NetSensor.Events;

namespace NetSensor.Protocols.Kerberos;

/// <summary>Follows Kerberos over UDP: a message in each datagram (RFC 4120 §7.2.1).</summary>
public sealed class KerberosDatagramParser : IProtocolParser
{
    private readonly KerberosExchange _exchange = new(KerberosProtocol.DatagramService);
    private bool _confirmed;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (KerberosMessage.Judge(bytes) != ProbeVerdict.Yes) return _confirmed ? ParseResult.Continue(bytes.Length) : ParseResult.NotThis;
        _confirmed = true;
        flow.ConfirmService(KerberosProtocol.DatagramService);
        _exchange.OnMessage(bytes, flow);
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _exchange.Close(flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _exchange.Reset();
        _confirmed = false;
    }
}
