using NetSensor.Events;

namespace NetSensor.Protocols.Ftp;

/// <summary>
/// Pairs commands with replies the way Zeek's scripts do: a command is told when the next one comes, or with its reply when several wait, and at
/// the end of the session.
/// </summary>
internal sealed class FtpSession
{
    /// <summary>Longest user name that is told.</summary>
    public const int MaxUserBytes = 128;

    /// <summary>Zeek's name for who notices oddities here.</summary>
    public const string Source = "FTP";

    private const int MaxWaiting = 20;              // as Zeek: a client that sends more without an answer is not answered
    private const int MaxTextBytes = 4096;          // of an argument or reply: paths of file systems end there

    private readonly List<FtpCommand> _waiting = [];
    private FtpCommand? _current;                   // the last reply's
    private string _folder = FtpPath.Start;
    private int? _replyCode;
    private string? _reply;
    private long? _fileSize;
    private FtpDataChannel? _channel;
    private FtpContent? _content;
    private bool _begun;

    /// <summary>Who logged in.</summary>
    public FtpLogin Login { get; } = new();

    /// <summary>A command.</summary>
    public void OnCommand(string name, ReadOnlySpan<byte> argument, IFlowContext flow)
    {
        if (_begun && _current is { } answered && _replyCode is not null && _waiting.Remove(answered)) Tell(answered, flow);
        Begin(flow);
        if (_waiting.Count < MaxWaiting) _waiting.Add(new FtpCommand(flow.Now, name, name == "PASS" ? string.Empty : Text(argument, "FTP_arg_too_long", flow)));
        else flow.Weird("FTP_too_many_pending_commands", $"{_waiting.Count}", Source);
        switch (name)
        {
            case "USER": Login.OnUser(argument, flow); break;
            case "PASS": Login.OnPassword(argument, flow); break;
            case "PORT" when FtpAddress.TryReadNumbers(argument, out var address, out var port):
                Expect(new FtpDataChannel(false, flow.Responder, address, port), flow);
                break;
            case "EPRT" when FtpAddress.TryReadDelimited(argument, flow.Originator, out var address, out var port):
                Expect(new FtpDataChannel(false, flow.Responder, address, port), flow);
                break;
        }
    }

    /// <summary>A line of a reply; code 0 for those within a reply of several lines, whose first is <paramref name="continues"/> as well.</summary>
    public void OnReply(int code, ReadOnlySpan<byte> message, bool continues, IFlowContext flow)
    {
        Begin(flow);
        if (continues && code == 0 && _replyCode is not null && !LooksLikeReply(message)) return;
        _reply = Text(message, "FTP_reply_msg_too_long", flow);
        _replyCode = code;
        _current = BestFit(code, _reply);
        if (continues || _current is not { } command) return;
        if (command.Name is "USER" or "PASS") Login.OnReply(code, flow);
        if ((code == 150 && command.Name == "RETR") || (code == 213 && command.Name == "SIZE")) _fileSize = FtpMessage.LastNumber(message);
        else if (command.Name is "PASV" or "EPSV") OnPassive(code, message, flow);
        Move(command, code);
        if (_waiting.Count <= 1 || !_waiting.Remove(command)) return;
        Tell(command, flow);
    }

    /// <summary>The session ends: what waits for a reply is told without.</summary>
    public void OnClose(IFlowContext flow)
    {
        foreach (var command in _waiting) Tell(command, flow);
        _waiting.Clear();
        Login.OnClose(flow);
    }

    /// <summary>Forgets everything. What listens to data connections stays with those.</summary>
    public void Reset()
    {
        _waiting.Clear();
        _current = null;
        _folder = FtpPath.Start;
        _replyCode = null;
        _reply = null;
        _fileSize = null;
        _channel = null;
        _content = null;
        _begun = false;
        Login.Reset();
    }

    private void Begin(IFlowContext flow)
    {
        if (_begun) return;
        _begun = true;
        _waiting.Add(new FtpCommand(flow.Now, FtpCommand.Greeting, string.Empty));
    }

    private FtpCommand? BestFit(int code, string message)
    {
        FtpCommand? best = null;
        var bestScore = -1;
        foreach (var command in _waiting)           // in their order: the first of equals wins
        {
            var score = command.Fits(code, message);
            if (score <= bestScore) continue;
            (best, bestScore) = (command, score);
        }
        return best;
    }

    private void OnPassive(int code, ReadOnlySpan<byte> message, IFlowContext flow)
    {
        if (code == 227 && FtpAddress.TryReadNumbers(message, out var address, out var port)
            || code == 229 && FtpAddress.TryReadDelimited(message, flow.Responder, out address, out port))
            Expect(new FtpDataChannel(true, flow.Originator, address, port), flow);
    }

    private void Expect(FtpDataChannel channel, IFlowContext flow)
    {
        _channel = channel;
        _content ??= new FtpContent();
        flow.Expect(new ExpectedFlow
        {
            Originator = channel.Originator,
            Responder = channel.Responder,
            ResponderPort = channel.ResponderPort,
            Service = FtpProtocol.DataService,
            Listener = _content,
        });
    }

    private void Move(FtpCommand command, int code)
    {
        var moves = command.Name switch
        {
            "CWD" => code == 250,
            "CDUP" => code is 200 or 250,
            "PWD" or "XPWD" => code == 257,
            _ => false,
        };
        if (!moves || command.HasMoved) return;
        command.HasMoved = true;
        _folder = command.Name switch
        {
            "CWD" => FtpPath.Join(_folder, command.Argument),
            "CDUP" => FtpPath.Join(_folder, ".."),
            _ => FtpPath.InReply(_reply!),
        };
        if (_folder.Length > MaxTextBytes) _folder = FtpPath.Start;
    }

    private void Tell(FtpCommand command, IFlowContext flow)
    {
        if (IsLogged(command.Name))
        {
            var argument = NamesFile(command.Name) ? Url(command.Argument, flow) : command.Argument;
            flow.Emit(new FtpCommandEvent
            {
                Started = command.Sent,
                User = Login.User ?? "<unknown>",
                Password = Login.Password,
                Command = command.Name,
                Argument = argument.Length == 0 ? null : argument,
                MimeType = _content?.MimeType,
                FileSize = _fileSize,
                ReplyCode = _replyCode,
                ReplyMessage = _reply,
                DataChannel = _channel,
                FileId = _content?.FileId,
            });
        }
        _content?.Clear();
        _fileSize = null;
        _channel = null;
    }

    private string Url(string name, IFlowContext flow)
    {
        var path = FtpPath.Join(_folder, name);
        var host = flow.Responder.IsIPv4 ? $"{flow.Responder}" : $"[{flow.Responder}]";
        return path.StartsWith('/') ? $"ftp://{host}{path}" : $"ftp://{host}/{path}";
    }

    private static bool IsLogged(string name) =>
        name is "APPE" or "DELE" or "RETR" or "STOR" or "STOU" or "ACCT" or "PORT" or "PASV" or "EPRT" or "EPSV";

    private static bool NamesFile(string name) =>
        name is "APPE" or "DELE" or "RETR" or "STOR" or "STOU";

    /// <summary>Whether a line within a reply is one of its own: some servers never end a reply that they began with several lines.</summary>
    private static bool LooksLikeReply(ReadOnlySpan<byte> line) =>
        line.Length >= 14 && line[0] is >= (byte)'1' and <= (byte)'9' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2]) && line[3] == ' '
        && !line[4..14].ContainsAnyExceptInRange((byte)0x20, (byte)0x7e);

    private static string Text(ReadOnlySpan<byte> bytes, string weird, IFlowContext flow)
    {
        if (bytes.Length > MaxTextBytes) flow.Weird(weird, $"{bytes.Length}", Source);
        return EscapedText.From(bytes, MaxTextBytes);
    }
}
