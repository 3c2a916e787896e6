using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.NetBios;

/// <summary>The NetBIOS datagrams of one flow: an event per announcement to the browser, everything else is passed over.</summary>
public sealed class BrowserParser : IProtocolParser
{
    private const int MaxMessages = 10_000;     // a host announces itself five times an hour; a flood beyond is not told any more
    private const int AddressOffset = 4;

    private int _messages;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (!BrowserMessage.TryRead(bytes, out var message) || _messages++ >= MaxMessages) return ParseResult.Continue(bytes.Length);
        flow.Emit(new BrowserAnnouncementEvent
        {
            Command = message.Command,
            Sender = IpAddr.FromIPv4(bytes[AddressOffset..]),
            SenderMac = flow.SenderMac(direction),
            SenderName = message.SenderName,
            Name = message.Name,
            MajorVersion = message.MajorVersion,
            MinorVersion = message.MinorVersion,
            ServerType = message.ServerType,
            Comment = message.Comment,
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
