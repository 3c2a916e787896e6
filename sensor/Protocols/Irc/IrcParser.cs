using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Irc;

/// <summary>Waits until a client has registered and the server has answered it with a number, which proves IRC; tells who joins what.</summary>
public sealed class IrcParser : LineParser
{
    private const int MaxLines = 200;   // before that; a server's notices are a few
    private const int MaxNameBytes = 128;
    private const int MaxTextBytes = 512;           // RFC 2812 §2.3: a line has no more
    private const int MaxChannels = 64;             // of one JOIN
    private const int Welcome = 1;                  // RPL_WELCOME

    private readonly ClearTextLogin _login = new(IrcProtocol.Service);
    private string? _nick, _user;
    private bool _numeric, _named;
    private int _lines;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _login.Tell(null, flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _login.Reset();
        _nick = _user = null;
        _numeric = _named = false;
        _lines = 0;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow)
    {
        var command = IrcMessage.Command(line);
        var arguments = IrcMessage.Arguments(line);
        if (direction == Direction.FromOriginator) OnClient(command, arguments, flow);
        else if (IrcMessage.IsNumeric(line)) OnNumeric(Lines.ReplyCode(command), flow);
        if (Lines.Is(command, "PRIVMSG"u8)) OnPrivate(arguments, flow);
        if (_named) return ParseResult.Continue(0);
        if (++_lines > MaxLines) return ParseResult.Done;
        if (_nick is null || _user is null || !_numeric) return ParseResult.Continue(0);
        _named = true;
        flow.ConfirmService(IrcProtocol.Service);
        return ParseResult.Continue(0);
    }

    private void OnNumeric(int code, IFlowContext flow)
    {
        _numeric = true;
        if (code == Welcome) _login.Tell(true, flow);
    }

    private void OnClient(scoped ReadOnlySpan<byte> command, scoped ReadOnlySpan<byte> arguments, IFlowContext flow)
    {
        if (Lines.Is(command, "PASS"u8))
        {
            _login.Begin("PASS", flow.Now);
            _login.Password(arguments);
        }
        else if (Lines.Is(command, "NICK"u8)) OnNick(arguments, flow);
        else if (Lines.Is(command, "USER"u8)) OnUser(arguments, flow);
        else if (Lines.Is(command, "JOIN"u8)) OnJoin(arguments, flow);
    }

    private void OnNick(scoped ReadOnlySpan<byte> arguments, IFlowContext flow)
    {
        var nick = EscapedText.From(IrcMessage.TakeWord(ref arguments), MaxNameBytes);
        Tell("NICK", nick, null, flow);
        _nick = nick;
    }

    /// <summary>USER name host server :real name (RFC 1459 §4.1.3).</summary>
    private void OnUser(scoped ReadOnlySpan<byte> arguments, IFlowContext flow)
    {
        var name = IrcMessage.TakeWord(ref arguments);
        var user = EscapedText.From(name, MaxNameBytes);
        var (host, server) = (EscapedText.From(IrcMessage.TakeWord(ref arguments), MaxNameBytes), EscapedText.From(IrcMessage.TakeWord(ref arguments), MaxNameBytes));
        Tell("USER", user, $"{host} {server} {EscapedText.From(IrcMessage.Trailing(arguments), MaxTextBytes)}", flow);
        _user = user;
        if (_login.IsOpen) _login.User(name);
    }

    /// <summary>JOIN channel,channel key,key (RFC 2812 §3.2.1). That a channel has a key is told, the key is not.</summary>
    private void OnJoin(scoped ReadOnlySpan<byte> arguments, IFlowContext flow)
    {
        var channels = IrcMessage.TakeWord(ref arguments);
        var keys = IrcMessage.TakeWord(ref arguments);
        for (var count = 0; count < MaxChannels && !channels.IsEmpty; count++)
        {
            var channel = IrcMessage.TakeItem(ref channels);
            var key = IrcMessage.TakeItem(ref keys);
            Tell("JOIN", EscapedText.From(channel, MaxNameBytes), key.IsEmpty ? string.Empty : " with channel key: '<hidden>'", flow);
        }
    }

    /// <summary>A file that somebody offers: PRIVMSG nick :^ADCC SEND name address port size^A (CTCP).</summary>
    private void OnPrivate(scoped ReadOnlySpan<byte> arguments, IFlowContext flow)
    {
        var target = IrcMessage.TakeWord(ref arguments);
        var text = IrcMessage.Trailing(arguments);
        if (!text.StartsWith("\u0001DCC SEND "u8)) return;
        text = text["\u0001DCC SEND "u8.Length..].TrimEnd((byte)1);
        var offer = IrcMessage.ReadOffer(text);
        flow.Emit(new IrcCommandEvent
        {
            Nick = _nick,
            User = _user,
            Command = "DCC",
            Value = EscapedText.From(target, MaxNameBytes),
            FileName = EscapedText.From(offer.Name, MaxTextBytes),
            FileSize = offer.Size,
        });
        if (offer.Port == 0) return;
        var opener = offer.Host == flow.Responder ? flow.Originator : flow.Responder;
        flow.Expect(new ExpectedFlow { Originator = opener, Responder = offer.Host, ResponderPort = offer.Port, Service = IrcProtocol.DataService });
    }

    private void Tell(string command, string value, string? additional, IFlowContext flow) =>
        flow.Emit(new IrcCommandEvent { Nick = _nick, User = _user, Command = command, Value = value, Additional = additional });
}
