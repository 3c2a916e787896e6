using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Imap;

/// <summary>Follows an IMAP session (RFC 9051) up to its login, names it, and finds the TLS behind STARTTLS (§6.2.1).</summary>
public sealed class ImapParser : LineParser
{
    private enum Asked : byte { Nothing, Tls, Login, Sasl }

    private const int MaxTag = 64;      // tags are a few characters; longer ones cannot be matched, and so not answered
    private const int MaxLogins = 32;   // failed ones; servers hang up after a few

    private readonly ClearTextLogin _login = new(ImapProtocol.Service);
    private readonly byte[] _tag = new byte[MaxTag];
    private int _tagLength;
    private Asked _asked;
    private int _literal = -1;          // bytes of the literal that comes next in LOGIN; -1 when none does
    private int _words;                 // of LOGIN so far: name, password
    private int _logins;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _login.Tell(null, flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _login.Reset();
        _asked = Asked.Nothing;
        _tagLength = _words = _logins = 0;
        _literal = -1;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow)
    {
        if (direction == Direction.FromResponder) return OnReply(Lines.Word(line), Lines.Word(Lines.AfterWord(line)), flow);
        if (_literal >= 0) OnLiteral(line);
        else if (_asked == Asked.Sasl) _login.OnSaslAnswer(line);
        else return OnCommand(line, flow);
        return ParseResult.Continue(0);
    }

    private ParseResult OnCommand(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        var tag = Lines.Word(line);
        var rest = Lines.AfterWord(line);
        var command = Lines.Word(rest);
        if (ImapMessage.IsCommand(command)) flow.ConfirmService(ImapProtocol.Service);
        var asks = Lines.Is(command, "STARTTLS"u8) ? Asked.Tls : Lines.Is(command, "LOGIN"u8) ? Asked.Login
            : Lines.Is(command, "AUTHENTICATE"u8) ? Asked.Sasl : Asked.Nothing;
        if (asks == Asked.Nothing) return ImapMessage.EndsTheOpening(command) ? ParseResult.Done : ParseResult.Continue(0);
        if (tag.Length > MaxTag) return ParseResult.Continue(0);
        tag.CopyTo(_tag);
        _tagLength = tag.Length;
        _asked = asks;
        var arguments = Lines.AfterWord(rest);
        if (asks == Asked.Login)
        {
            _login.Begin("LOGIN", flow.Now);
            _words = 0;
            TakeWords(arguments);
        }
        else if (asks == Asked.Sasl) _login.BeginSasl(Lines.Word(arguments), Lines.AfterWord(arguments), flow.Now);
        return ParseResult.Continue(0);
    }

    private ParseResult OnReply(scoped ReadOnlySpan<byte> tag, scoped ReadOnlySpan<byte> status, IFlowContext flow)
    {
        var ok = Lines.Is(status, "OK"u8);
        if (tag.SequenceEqual("*"u8) && ok) flow.ConfirmService(ImapProtocol.Service);
        if (_asked == Asked.Nothing || !tag.SequenceEqual(_tag.AsSpan(0, _tagLength))) return ParseResult.Continue(0);
        var asked = _asked;
        _asked = Asked.Nothing;
        _literal = -1;
        if (asked == Asked.Tls) return ok ? ParseResult.Upgrade(0) : ParseResult.Continue(0);
        _login.Tell(ok, flow);
        return ok || ++_logins > MaxLogins ? ParseResult.Done : ParseResult.Continue(0);
    }

    /// <summary>A line that begins with a literal (RFC 9051 §4.3); one that goes over lines is read no further.</summary>
    private void OnLiteral(scoped ReadOnlySpan<byte> line)
    {
        var length = Math.Min(_literal, line.Length);
        _literal = -1;
        TakeWord(line[..length]);
        TakeWords(line[length..]);
    }

    private void TakeWords(scoped ReadOnlySpan<byte> rest)
    {
        while (_words < 2)                                             // ends: each turn takes a word, or leaves
        {
            rest = rest.TrimStart(" "u8);
            if (rest.IsEmpty) return;
            if (ImapMessage.TryReadLiteral(rest, out _literal)) return;
            TakeWord(ImapMessage.TakeString(ref rest));
        }
    }

    private void TakeWord(scoped ReadOnlySpan<byte> word)
    {
        if (_words++ == 0) _login.User(word);
        else _login.Password(word);
    }
}
