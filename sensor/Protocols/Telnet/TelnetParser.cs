using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Telnet;

/// <summary>Follows a TELNET session (RFC 854) through its logins, which everybody on the way can read; the password is never kept.</summary>
public sealed class TelnetParser : IProtocolParser
{
    private enum Asks : byte { Nothing, User, Password, Outcome }

    private const int MaxLine = 128;                // of what is typed: a name
    private const int MaxText = 256;                // of what the server said last: its question and the line before
    private const int MaxLogins = 64;               // of one session
    private const int MaxTextWithoutQuestion = 64 * 1024; // no login comes behind so much

    private readonly ClearTextLogin _login = new(TelnetProtocol.Service);
    private readonly byte[] _line = new byte[MaxLine];
    private readonly byte[] _text = new byte[MaxText];
    private Asks _asks;
    private int _lineLength, _textLength, _logins, _sinceQuestion;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        flow.ConfirmService(TelnetProtocol.Service);
        var consumed = 0;
        while (TelnetMessage.TryTakeText(bytes, ref consumed, out var text))    // ends: each turn passes a byte
        {
            if (direction == Direction.FromOriginator) OnTyped(text);
            else OnShown(text, flow);
        }
        if (direction == Direction.FromResponder) Judge(flow);
        return _logins > MaxLogins || _sinceQuestion > MaxTextWithoutQuestion ? ParseResult.Done : ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _login.Tell(null, flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _login.Reset();
        _asks = Asks.Nothing;
        _lineLength = _textLength = _logins = _sinceQuestion = 0;
    }

    private void OnTyped(byte letter)
    {
        if (_asks is not (Asks.User or Asks.Password)) return;
        if (letter is (byte)'\r' or (byte)'\n')
        {
            if (_asks == Asks.User) _login.User(_line.AsSpan(0, _lineLength));
            else _login.Password(_line.AsSpan(0, _lineLength));
            _asks = _asks == Asks.Password ? Asks.Outcome : Asks.Nothing;
            _line.AsSpan(0, _lineLength).Clear();
            _lineLength = 0;
            _textLength = 0;
        }
        else if (letter is 8 or 127) _lineLength = Math.Max(0, _lineLength - 1);
        else if (letter >= 0x20 && _lineLength < MaxLine) _line[_lineLength++] = letter;
    }

    private void OnShown(byte letter, IFlowContext flow)
    {
        if (letter is (byte)'\r' or (byte)'\n')
        {
            if (_asks == Asks.Outcome) JudgeOutcome(flow);
            _textLength = 0;
        }
        else if (_textLength < MaxText) _text[_textLength++] = letter;
        _sinceQuestion++;
    }

    /// <summary>A server that waits has asked something, or lets the client in.</summary>
    private void Judge(IFlowContext flow)
    {
        var text = _text.AsSpan(0, _textLength);
        if (TelnetPrompts.AsksPassword(text)) Ask(Asks.Password, flow);
        else if (TelnetPrompts.AsksUser(text)) Ask(Asks.User, flow);
        else if (_asks == Asks.Outcome) JudgeOutcome(flow);
    }

    private void Ask(Asks what, IFlowContext flow)
    {
        if (_asks == what) return;
        if (_asks == Asks.Outcome) Tell(false, flow);       // asked again
        if (!_login.IsOpen) _login.Begin("prompt", flow.Now);
        _asks = what;
        _lineLength = 0;
        _sinceQuestion = 0;
    }

    private void JudgeOutcome(IFlowContext flow)
    {
        var text = _text.AsSpan(0, _textLength);
        if (TelnetPrompts.Refuses(text)) Tell(false, flow);
        else if (TelnetPrompts.Admits(text)) Tell(true, flow);
    }

    private void Tell(bool success, IFlowContext flow)
    {
        _login.Tell(success, flow);
        _asks = Asks.Nothing;
        _logins++;
    }
}
