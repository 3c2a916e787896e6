using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Irc;

/// <summary>Waits until a client has registered and the server has answered it with a number, which proves IRC.</summary>
public sealed class IrcParser : LineParser
{
    private const int MaxLines = 200;   // a server's notices before a registration are a few

    private bool _nick;
    private bool _user;
    private bool _numeric;
    private int _lines;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _nick = _user = _numeric = false;
        _lines = 0;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow)
    {
        var command = IrcMessage.Command(line);
        if (direction == Direction.FromResponder) _numeric |= IrcMessage.IsNumeric(line);
        else if (Lines.Is(command, "NICK"u8)) _nick = true;
        else if (Lines.Is(command, "USER"u8)) _user = true;
        if (++_lines > MaxLines) return ParseResult.Done;
        if (!_nick || !_user || !_numeric) return ParseResult.Continue(0);
        flow.ConfirmService(IrcProtocol.Service);
        return ParseResult.Done;
    }
}
