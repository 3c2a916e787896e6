using NetSensor.Events;

namespace NetSensor.Protocols.WsDiscovery;

/// <summary>The WS-Discovery of one flow: an event per datagram, as many as a flow may tell.</summary>
public sealed class WsDiscoveryParser : IProtocolParser
{
    private const int MaxMessages = 10_000;     // as SSDP

    private int _messages;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!WsDiscoveryMessage.TryRead(bytes, out var message)) return _messages == 0 ? ParseResult.NotThis : ParseResult.Continue(bytes.Length);
        if (_messages++ >= MaxMessages) return ParseResult.Continue(bytes.Length);
        flow.Emit(new WsDiscoveryEvent
        {
            Action = message.Action,
            Sender = flow.Sender(direction),
            SenderMac = flow.SenderMac(direction),
            Endpoint = message.Endpoint(),
            Types = message.Value("Types"u8),
            Scopes = message.Value("Scopes"u8),
            TransportAddresses = message.Value("XAddrs"u8),
        });
        return ParseResult.Continue(bytes.Length);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() => _messages = 0;
}
