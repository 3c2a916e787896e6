using NetSensor.Events;
using NetSensor.Protocols.Mail;
using NetSensor.Protocols.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Smtp;

/// <summary>What is known of the mail at hand, until it is told; one after the other on one session.</summary>
internal sealed class SmtpTransaction : IMailSink
{
    private const int MaxAddresses = 1000;          // per list, as Zeek
    private const int MaxPath = 100;                // hosts; mails that went further ran in circles
    private const int MaxFiles = 100;
    private const int MaxTextBytes = 4096;          // of a header
    private const int MaxNameBytes = 255;           // of a file: file systems end there
    private const string Source = "SMTP";

    private IFlowContext? _flow;                    // only while the mail is fed
    private Timestamp _started;
    private string? _helo, _mailFrom, _date, _from, _replyTo, _messageId, _inReplyTo, _subject, _firstReceived, _secondReceived, _lastReply, _userAgent;
    private List<string>? _recipients, _to, _cc, _files;
    private List<string> _path = [];
    private IpAddr? _originatingAddress;
    private IpAddr _lastHost;
    private int _depth;
    private bool _begun, _active, _tls, _hasSender, _hasRecipient;

    /// <summary>Something was seen of the session: the first thing begins the first transaction.</summary>
    public void Begin(IFlowContext flow)
    {
        if (_begun) return;
        _begun = true;
        _started = flow.Now;
        _path = [$"{flow.Responder}", $"{flow.Originator}"];
        _lastHost = flow.Originator;
    }

    /// <summary>HELO or EHLO.</summary>
    public void OnHello(ReadOnlySpan<byte> name) => _helo = EscapedText.From(name, MaxNameBytes);

    /// <summary>MAIL: a new mail begins.</summary>
    public void OnMail(ReadOnlySpan<byte> argument, IFlowContext flow)
    {
        if (Lines.BeginWith(argument, "FROM:"u8) != ProbeVerdict.Yes) return;
        if (_active) Tell(flow);
        if (MailAddresses.TryTakeEnvelope(ref argument, out var sender)) _mailFrom = sender;
        (_active, _hasSender, _hasRecipient) = (true, true, false);
    }

    /// <summary>RCPT.</summary>
    public void OnRecipient(ReadOnlySpan<byte> argument, IFlowContext flow)
    {
        if (Lines.BeginWith(argument, "TO:"u8) != ProbeVerdict.Yes) return;
        _recipients ??= [];
        while (MailAddresses.TryTakeEnvelope(ref argument, out var recipient))  // ends: each turn takes an address
            Add(_recipients, recipient, "smtp_too_many_rcptto_addresses", flow);
        (_active, _hasRecipient) = (true, true);
        if (!_hasSender) flow.Weird("smtp_mail_transaction_invalid", "rcpt to missing mail from", Source);
    }

    /// <summary>DATA or BDAT.</summary>
    public void OnData(IFlowContext flow)
    {
        if (!_hasRecipient) flow.Weird("smtp_mail_transaction_invalid", "data missing rcpt to", Source);
    }

    /// <summary>The mail was sent to its end.</summary>
    public void OnEndOfMail() => _hasSender = _hasRecipient = false;

    /// <summary>The session turns to TLS.</summary>
    public void OnTls() => _tls = _active = true;

    /// <summary>A line of a reply.</summary>
    public void OnReply(ReadOnlySpan<byte> line) =>
        _lastReply = $"{Lines.ReplyCode(line)} {EscapedText.From(line[Math.Min(line.Length, 4)..].TrimStart(" \t"u8), MaxTextBytes)}";

    /// <summary>Lines of a mail come next.</summary>
    public void Enter(IFlowContext flow) => _flow = flow;

    /// <summary>They are over for now.</summary>
    public void Leave() => _flow = null;

    /// <inheritdoc/>
    public void OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Lines.Is(name, "Received"u8)) OnReceived(value);
        else if (Lines.Is(name, "To"u8)) AddAll(ref _to, value, "smtp_too_many_to_addresses");
        else if (Lines.Is(name, "Cc"u8)) AddAll(ref _cc, value, "smtp_too_many_cc_addresses");
        else if (Lines.Is(name, "Subject"u8)) _subject = Text(value);
        else if (Lines.Is(name, "From"u8)) _from = Text(value);
        else if (Lines.Is(name, "Date"u8)) _date = Text(value);
        else if (Lines.Is(name, "Message-ID"u8)) _messageId = Text(value);
        else if (Lines.Is(name, "In-Reply-To"u8)) _inReplyTo = Text(value);
        else if (Lines.Is(name, "Reply-To"u8)) _replyTo = Text(value);
        else if (Lines.Is(name, "User-Agent"u8) || Lines.Is(name, "X-Mailer"u8) || Lines.Is(name, "X-User-Agent"u8)) _userAgent = Text(value);
        else if (Lines.Is(name, "X-Originating-IP"u8) && MailAddresses.TryFindIp(value, out var address)) _originatingAddress = address;
    }

    /// <inheritdoc/>
    public void OnFileName(ReadOnlySpan<byte> name)
    {
        _files ??= [];
        var text = EscapedText.From(name, MaxNameBytes);
        if (_files.Count < MaxFiles && !_files.Contains(text)) _files.Add(text);
    }

    /// <summary>The mail is over: tells it when the client did anything, and begins the next.</summary>
    public void Finish(IFlowContext flow)
    {
        Tell(flow);
        _depth++;
    }

    /// <summary>Tells the mail when the client did anything, and begins the next.</summary>
    public void Tell(IFlowContext flow)
    {
        if (_active) flow.Emit(ToEvent());
        Clear();
        Begin(flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Clear();
        _helo = null;
        _flow = null;
        _depth = 0;
        _hasSender = _hasRecipient = false;
    }

    private SmtpMessageEvent ToEvent() => new()
    {
        Started = _started,
        Depth = _depth + 1,
        Helo = _helo,
        MailFrom = _mailFrom,
        Recipients = _recipients,
        Date = _date,
        From = _from,
        To = _to,
        Cc = _cc,
        ReplyTo = _replyTo,
        MessageId = _messageId,
        InReplyTo = _inReplyTo,
        Subject = _subject,
        OriginatingAddress = _originatingAddress,
        FirstReceived = _firstReceived,
        SecondReceived = _secondReceived,
        LastReply = _lastReply,
        Path = _path,
        UserAgent = _userAgent,
        IsTls = _tls,
        Attachments = _files,
    };

    private void Clear()
    {
        _mailFrom = _date = _from = _replyTo = _messageId = _inReplyTo = _subject = _firstReceived = _secondReceived = _lastReply = _userAgent = null;
        _recipients = _to = _cc = _files = null;
        _path = [];
        _originatingAddress = null;
        _begun = _active = _tls = false;
    }

    private void OnReceived(ReadOnlySpan<byte> value)
    {
        _secondReceived = _firstReceived;
        _firstReceived = Text(value);
        if (!MailAddresses.TryFindHost(value, out var host) || host == _lastHost) return;
        if (_path.Count >= MaxPath)
        {
            _flow?.Weird("smtp_max_path_length_exceeded", null, Source);
            return;
        }
        _lastHost = host;
        _path.Add($"{host}");
    }

    private void AddAll(ref List<string>? list, ReadOnlySpan<byte> value, string weird)
    {
        list ??= [];
        while (MailAddresses.TryTakeHeader(ref value, out var address)) Add(list, address, weird, _flow);  // ends: each turn takes an address
    }

    private static void Add(List<string> list, string address, string weird, IFlowContext? flow)
    {
        if (list.Count >= MaxAddresses) flow?.Weird(weird, null, Source);
        else if (!list.Contains(address)) list.Add(address);
    }

    private static string Text(ReadOnlySpan<byte> value) => EscapedText.From(value, MaxTextBytes);
}
