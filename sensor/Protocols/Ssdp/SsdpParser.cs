using NetSensor.Events;

namespace NetSensor.Protocols.Ssdp;

/// <summary>The SSDP of one flow: an event per datagram, as many as a flow may tell.</summary>
public sealed class SsdpParser : IProtocolParser
{
    private const int MaxMessages = 10_000;     // devices repeat themselves for days in one flow; a flood beyond is not told any more

    private int _messages;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!SsdpMessage.TryRead(bytes, out var message)) return _messages == 0 ? ParseResult.NotThis : ParseResult.Continue(bytes.Length);
        if (_messages++ >= MaxMessages) return ParseResult.Continue(bytes.Length);
        flow.Emit(new SsdpEvent
        {
            Method = message.Method,
            Sender = flow.Sender(direction),
            SenderMac = flow.SenderMac(direction),
            Server = message.Value("server"u8),
            Location = message.Value("location"u8),
            UniqueName = message.Value("usn"u8),
            Target = message.Value("nt"u8) ?? message.Value("st"u8),
            Subtype = message.Value("nts"u8),
            UserAgent = message.Value("user-agent"u8),
            MaxAge = message.MaxAge(),
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
