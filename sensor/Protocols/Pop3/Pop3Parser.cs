using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Pop3;

/// <summary>Follows a POP3 session (RFC 1939) up to its login, names it, and finds the TLS behind STLS (RFC 2595 §4).</summary>
public sealed class Pop3Parser : LineParser
{
    private enum Asked : byte { Nothing, Tls, Password, Sasl }

    private const int MaxLogins = 32;               // failed ones; servers hang up after a few

    private readonly ClearTextLogin _login = new(Pop3Protocol.Service);
    private Asked _asked;
    private bool _greeted;
    private bool _answers;                          // the next line of the client is an answer within AUTH
    private int _logins;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _login.Tell(null, flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _login.Reset();
        _asked = Asked.Nothing;
        _greeted = _answers = false;
        _logins = 0;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow) =>
        direction == Direction.FromResponder ? OnReply(line, flow) : OnCommand(line, flow);

    private ParseResult OnReply(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        var word = Lines.Word(line);
        var ok = Lines.Is(word, "+OK"u8);
        _greeted |= ok;
        if (_asked == Asked.Sasl && Lines.Is(word, "+"u8))
        {
            _answers = true;
            return ParseResult.Continue(0);
        }
        if (!ok && !Lines.Is(word, "-ERR"u8)) return ParseResult.Continue(0);
        var asked = _asked;
        _asked = Asked.Nothing;
        if (asked == Asked.Tls && ok) return ParseResult.Upgrade(0);
        if (asked is not (Asked.Password or Asked.Sasl)) return ParseResult.Continue(0);
        _login.Tell(ok, flow);
        return ok || ++_logins > MaxLogins ? ParseResult.Done : ParseResult.Continue(0);
    }

    private ParseResult OnCommand(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (_answers)
        {
            _answers = false;
            _login.OnSaslAnswer(line);
            return ParseResult.Continue(0);
        }
        var word = Lines.Word(line);
        var argument = Lines.AfterWord(line);
        if (!Pop3Message.IsOpening(word) && !Pop3Message.IsLogin(word)) return ParseResult.Continue(0);
        if (_greeted) flow.ConfirmService(Pop3Protocol.Service);
        if (Lines.Is(word, "STLS"u8)) _asked = Asked.Tls;
        else if (Lines.Is(word, "USER"u8))
        {
            _login.Begin("USER", flow.Now);
            _login.User(argument);
        }
        else if (Lines.Is(word, "PASS"u8))
        {
            if (!_login.IsOpen) _login.Begin("USER", flow.Now);
            _login.Password(argument);
            _asked = Asked.Password;
        }
        else if (Lines.Is(word, "AUTH"u8) && !argument.IsEmpty)
        {
            _login.BeginSasl(Lines.Word(argument), Lines.AfterWord(argument), flow.Now);
            _asked = Asked.Sasl;
        }
        else if (!Pop3Message.IsOpening(word)) return ParseResult.Done;     // APOP, which hides the password, or what comes behind a login
        return ParseResult.Continue(0);
    }
}
