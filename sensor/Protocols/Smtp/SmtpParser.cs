using NetSensor.Events;
using NetSensor.Protocols.Mail;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Smtp;

/// <summary>Follows an SMTP session (RFC 5321): envelopes, headers of the mails, logins, and the TLS behind STARTTLS.</summary>
public sealed class SmtpParser : LineParser
{
    private const int MaxUnanswered = 200;              // pipelined commands (RFC 2920); beyond, which reply is whose is not known any more

    private readonly SmtpTransaction _transaction = new();
    private readonly MailReader _mail;
    private readonly ClearTextLogin _login = new(SmtpProtocol.Service);
    private readonly Queue<SmtpReplyTo> _unanswered = new();
    private long _chunkLeft;                            // of a BDAT chunk
    private bool _lastChunk;
    private bool _inMail, _authenticating, _afterGap, _chunked;

    /// <summary>A parser without a flow.</summary>
    public SmtpParser()
    {
        _mail = new MailReader(_transaction);
        _unanswered.Enqueue(SmtpReplyTo.Connection);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _transaction.Reset();
        _mail.Reset();
        _login.Reset();
        _unanswered.Clear();
        _unanswered.Enqueue(SmtpReplyTo.Connection);
        _chunkLeft = 0;
        _lastChunk = _inMail = _authenticating = _afterGap = _chunked = false;
    }

    /// <inheritdoc/>
    public override ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        _unanswered.Clear();                            // which answer belongs to what is lost
        if (direction == Direction.FromOriginator)
        {
            EndMail(flow);
            var skipped = _chunkLeft > missingBytes ? _chunkLeft - missingBytes : 0;
            _chunkLeft = 0;
            _afterGap = true;                           // what follows may be a mail's text
            if (skipped > 0) return ParseResult.Continue(skipped);
        }
        return base.OnGap(direction, missingBytes, flow);
    }

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow)
    {
        EndMail(flow);
        _login.Tell(null, flow);
        _transaction.Tell(flow);
    }

    /// <inheritdoc/>
    protected override int TakeRaw(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (direction != Direction.FromOriginator || _chunkLeft == 0) return 0;
        var taken = (int)Math.Min(bytes.Length, _chunkLeft);
        _chunkLeft -= taken;
        _transaction.Enter(flow);
        _mail.Feed(bytes[..taken]);
        _transaction.Leave();
        if (_chunkLeft == 0 && _lastChunk) EndChunks(flow);
        return taken;
    }

    /// <inheritdoc/>
    protected override ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow) =>
        direction == Direction.FromOriginator ? OnClientLine(line, flow) : OnReply(line, flow);

    private ParseResult OnClientLine(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (_afterGap) return ParseResult.Continue(0);
        if (_inMail) OnMailLine(line, flow);
        else if (_authenticating)
        {
            _authenticating = false;
            _login.OnSaslAnswer(line);
            Ask(SmtpReplyTo.Authentication);
        }
        else OnCommand(line, flow);
        return ParseResult.Continue(0);
    }

    private void OnMailLine(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        if (line.SequenceEqual("."u8))
        {
            EndMail(flow);
            _transaction.OnEndOfMail();
            Ask(SmtpReplyTo.EndOfMail);
            return;
        }
        _transaction.Enter(flow);
        _mail.OnLine(line.StartsWith("."u8) ? line[1..] : line);      // RFC 5321 §4.5.2: a dot at the start is doubled
        _transaction.Leave();
    }

    private void OnCommand(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        var word = Lines.Word(line);
        var argument = Lines.AfterWord(line);
        _transaction.Begin(flow);
        var isCommand = SmtpMessage.IsCommand(word);
        if (isCommand) flow.ConfirmService(SmtpProtocol.Service);
        var asks = SmtpReplyTo.Command;
        if (!isCommand) _login.Reset();
        else if (Lines.Is(word, "EHLO"u8) || Lines.Is(word, "HELO"u8)) _transaction.OnHello(argument);
        else if (Lines.Is(word, "MAIL"u8)) _transaction.OnMail(argument, flow);
        else if (Lines.Is(word, "RCPT"u8)) _transaction.OnRecipient(argument, flow);
        else if (Lines.Is(word, "STARTTLS"u8)) asks = SmtpReplyTo.StartTls;
        else if (Lines.Is(word, "DATA"u8)) asks = BeginMail(flow);
        else if (Lines.Is(word, "BDAT"u8)) asks = BeginChunk(line, argument, flow);
        else if (Lines.Is(word, "AUTH"u8))
        {
            asks = SmtpReplyTo.Authentication;
            _login.BeginSasl(Lines.Word(argument), Lines.AfterWord(argument), flow.Now);
        }
        Ask(asks);
    }

    private SmtpReplyTo BeginMail(IFlowContext flow)
    {
        _transaction.OnData(flow);
        _inMail = true;                                  // before the reply: some clients do not wait for it
        _mail.Begin();
        return SmtpReplyTo.Data;
    }

    private SmtpReplyTo BeginChunk(scoped ReadOnlySpan<byte> line, scoped ReadOnlySpan<byte> argument, IFlowContext flow)
    {
        _transaction.OnData(flow);
        if (!_chunked) _mail.Begin();
        _chunked = true;
        _chunkLeft = SmtpMessage.ChunkLength(line);
        _lastChunk = Lines.Is(Lines.AfterWord(argument), "LAST"u8);
        if (_lastChunk && _chunkLeft == 0) EndChunks(flow);
        return _lastChunk ? SmtpReplyTo.EndOfMail : SmtpReplyTo.Command;
    }

    private void EndChunks(IFlowContext flow)
    {
        EndMail(flow);
        _transaction.OnEndOfMail();
    }

    private void EndMail(IFlowContext flow)
    {
        _transaction.Enter(flow);
        _mail.End();
        _transaction.Leave();
        _inMail = _chunked = _lastChunk = false;
    }

    private void Ask(SmtpReplyTo what)
    {
        if (_unanswered.Count >= MaxUnanswered) _unanswered.Clear();
        _unanswered.Enqueue(what);
    }

    private ParseResult OnReply(scoped ReadOnlySpan<byte> line, IFlowContext flow)
    {
        var code = Lines.ReplyCode(line);
        if (code is < 100 or > 599)
        {
            flow.RetractService(SmtpProtocol.Service);
            return ParseResult.Violation;
        }
        _transaction.Begin(flow);
        _transaction.OnReply(line);
        if (SmtpMessage.IsContinued(line)) return ParseResult.Continue(0);
        _afterGap = false;
        var answered = _unanswered.TryDequeue(out var what) ? what : SmtpReplyTo.Command;
        switch (answered)
        {
            case SmtpReplyTo.StartTls when code == SmtpMessage.Ready:
                _transaction.OnTls();
                return ParseResult.Upgrade(0);
            case SmtpReplyTo.Data when code != SmtpMessage.StartMailInput && _inMail:
                EndMail(flow);
                break;
            case SmtpReplyTo.EndOfMail:
                _transaction.Finish(flow);
                break;
            case SmtpReplyTo.Authentication:
                _authenticating = code == SmtpMessage.ContinueAuthentication;
                if (!_authenticating) _login.Tell(code < 400, flow);
                break;
        }
        return ParseResult.Continue(0);
    }
}
