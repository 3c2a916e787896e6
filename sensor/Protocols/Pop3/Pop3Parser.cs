using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Pop3;

/// <summary>Follows a POP3 session up to its login, far enough to name it and to find the TLS behind STLS (RFC 2595 §4).</summary>
public sealed class Pop3Parser : LineParser
{
    private bool _greeted;
    private bool _wantsTls;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _greeted = false;
        _wantsTls = false;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow)
    {
        var word = Lines.Word(line);
        if (direction == Direction.FromResponder)
        {
            var ok = Lines.Is(word, "+OK"u8);
            _greeted |= ok;
            if (ok && _wantsTls) return ParseResult.Upgrade(0);
            _wantsTls = false;
            return ParseResult.Continue(0);
        }
        if (!Pop3Message.IsOpening(word)) return Pop3Message.IsLogin(word) ? Named(flow, ParseResult.Done) : ParseResult.Continue(0);
        _wantsTls = Lines.Is(word, "STLS"u8);
        return Named(flow, ParseResult.Continue(0));
    }

    private ParseResult Named(IFlowContext flow, ParseResult result)
    {
        if (_greeted) flow.ConfirmService(Pop3Protocol.Service);
        return result;
    }
}
