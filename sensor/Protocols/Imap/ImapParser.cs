using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Imap;

/// <summary>Follows an IMAP session up to its login, far enough to name it and to find the TLS behind STARTTLS (RFC 9051 §6.2.1).</summary>
public sealed class ImapParser : LineParser
{
    private const int MaxTag = 64;      // tags are a few characters; longer ones cannot be matched, and so not upgraded

    private readonly byte[] _tlsTag = new byte[MaxTag];
    private int _tlsTagLength;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _tlsTagLength = 0;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow)
    {
        var tag = Lines.Word(line);
        var command = Lines.Word(Lines.AfterWord(line));
        return direction == Direction.FromOriginator ? OnCommand(tag, command, flow) : OnReply(tag, command, flow);
    }

    private ParseResult OnCommand(scoped ReadOnlySpan<byte> tag, scoped ReadOnlySpan<byte> command, IFlowContext flow)
    {
        if (ImapMessage.IsCommand(command)) flow.ConfirmService(ImapProtocol.Service);
        if (ImapMessage.EndsTheOpening(command)) return ParseResult.Done;
        if (!Lines.Is(command, "STARTTLS"u8) || tag.Length > MaxTag) return ParseResult.Continue(0);
        tag.CopyTo(_tlsTag);
        _tlsTagLength = tag.Length;
        return ParseResult.Continue(0);
    }

    private ParseResult OnReply(scoped ReadOnlySpan<byte> tag, scoped ReadOnlySpan<byte> status, IFlowContext flow)
    {
        if (tag.SequenceEqual("*"u8) && Lines.Is(status, "OK"u8)) flow.ConfirmService(ImapProtocol.Service);
        var answersTls = _tlsTagLength > 0 && tag.SequenceEqual(_tlsTag.AsSpan(0, _tlsTagLength));
        return answersTls && Lines.Is(status, "OK"u8) ? ParseResult.Upgrade(0) : ParseResult.Continue(0);
    }
}
