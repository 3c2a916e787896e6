using NetSensor.Events;

namespace NetSensor.Protocols.Xmpp;

/// <summary>Follows the opening of an XMPP stream, to name it and to find the TLS behind STARTTLS (RFC 6120 §5).</summary>
public sealed class XmppParser : IProtocolParser
{
    private const int MaxTag = 4096;    // a stream header with all its namespaces takes a few hundred bytes

    private bool _asked;
    private int _tags;

    private const int MaxTags = 200;    // features lists take some dozens; who has not asked for TLS by then will not

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes up to a '>', or leaves
        {
            var length = bytes[consumed..].IndexOf((byte)'>') + 1;
            if (length == 0) return bytes.Length - consumed > MaxTag ? ParseResult.Done : ParseResult.Continue(consumed);
            var tag = bytes.Slice(consumed, length);
            consumed += length;
            if (XmppMessage.Is(tag, "stream:stream"u8)) flow.ConfirmService(XmppProtocol.Service);
            if (direction == Direction.FromOriginator && XmppMessage.Is(tag, "starttls"u8)) _asked = true;
            if (direction == Direction.FromResponder && _asked && XmppMessage.Is(tag, "proceed"u8)) return ParseResult.Upgrade(consumed);
            if (++_tags > MaxTags) return ParseResult.Done;
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset()
    {
        _asked = false;
        _tags = 0;
    }
}
