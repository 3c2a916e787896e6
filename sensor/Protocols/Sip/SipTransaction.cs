using NetSensor.Events;
using NetSensor.Protocols.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Sip;

/// <summary>What a request and its answers say, gathered until the final answer.</summary>
internal sealed class SipTransaction(Timestamp begin, bool fromOriginator)
{
    private const int MaxText = 1024;               // addresses and subjects; longer ones are there to break something
    private const int MaxPath = 70;                 // RFC 3261 §8.1.1.6: Max-Forwards begins with 70
    private const int MaxHeaders = 256;             // of a message; real ones have about thirty

    private readonly List<string> _requestPath = [];
    private readonly List<string> _responsePath = [];
    private string? _method, _uri, _date, _requestFrom, _requestTo, _responseFrom, _responseTo, _replyTo, _callId, _sequence, _subject;
    private string? _userAgent, _server, _contact, _statusMessage, _warning, _contentType;
    private int? _status;
    private long? _requestLength, _responseLength;

    /// <summary>Takes in a request.</summary>
    public void Request(in TextMessage message)
    {
        _method = EscapedText.From(message.Method, MaxText);
        _uri = EscapedText.From(message.Target, MaxText);
        var headers = message.Headers;
        for (var left = MaxHeaders; left > 0 && TextMessage.TryHeader(ref headers, out var name, out var value); left--)
        {
            if (Is(name, "Call-ID"u8, "i"u8)) _callId = Text(value);
            else if (Is(name, "Content-Length"u8, "l"u8)) _requestLength = TextMessage.Number(value);
            else if (Is(name, "CSeq"u8)) _sequence = Text(value);
            else if (Is(name, "Date"u8)) _date = Text(value);
            else if (Is(name, "From"u8, "f"u8)) _requestFrom = Text(Before(value, "tag="u8));
            else if (Is(name, "Reply-To"u8)) _replyTo = Text(value);
            else if (Is(name, "Subject"u8, "s"u8)) _subject = Text(value);
            else if (Is(name, "To"u8, "t"u8)) _requestTo = Text(value);
            else if (Is(name, "User-Agent"u8)) _userAgent = Text(value);
            else if (Is(name, "Contact"u8, "m"u8)) _contact = Text(value);
            else if (Is(name, "Via"u8, "v"u8)) Add(_requestPath, value);
        }
    }

    /// <summary>Takes in an answer.</summary>
    public void Answer(in TextMessage message)
    {
        _status = message.Status;
        _statusMessage = Text(message.Target);
        var headers = message.Headers;
        for (var left = MaxHeaders; left > 0 && TextMessage.TryHeader(ref headers, out var name, out var value); left--)
        {
            if (Is(name, "Content-Length"u8, "l"u8)) _responseLength = TextMessage.Number(value);
            else if (Is(name, "Content-Type"u8, "c"u8)) _contentType = Text(value);
            else if (Is(name, "Warning"u8)) _warning = Text(value);
            else if (Is(name, "From"u8, "f"u8)) _responseFrom = Text(Before(value, "tag="u8));
            else if (Is(name, "To"u8, "t"u8)) _responseTo = Text(value);
            else if (Is(name, "Server"u8)) _server = Text(value);
            else if (Is(name, "User-Agent"u8)) _server ??= Text(value);
            else if (Is(name, "Via"u8, "v"u8)) Add(_responsePath, value);
        }
    }

    /// <summary>What is known now.</summary>
    public SipTransactionEvent ToEvent() => new()
    {
        Begin = begin,
        FromOriginator = fromOriginator,
        Method = _method,
        Uri = _uri,
        Date = _date,
        RequestFrom = _requestFrom,
        RequestTo = _requestTo,
        ResponseFrom = _responseFrom,
        ResponseTo = _responseTo,
        ReplyTo = _replyTo,
        CallId = _callId,
        CommandSequence = _sequence,
        Subject = _subject,
        RequestPath = [.. _requestPath],
        ResponsePath = [.. _responsePath],
        UserAgent = _userAgent,
        Server = _server,
        Contact = _contact,
        StatusCode = _status,
        StatusMessage = _statusMessage,
        Warning = _warning,
        RequestBodyLength = _requestLength,
        ResponseBodyLength = _responseLength,
        ContentType = _contentType,
    };

    private static void Add(List<string> path, ReadOnlySpan<byte> via)
    {
        if (path.Count < MaxPath) path.Add(Text(Before(via, "branch"u8)));
    }

    /// <summary>What stands before the parameter that begins so: ";tag=", "; branch".</summary>
    private static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> value, ReadOnlySpan<byte> parameter)
    {
        for (var at = value.IndexOf((byte)';'); at >= 0 && at < value.Length;)     // ends: each turn moves behind another semicolon
        {
            var rest = value[(at + 1)..];
            if (rest.StartsWith(parameter) || (rest.Length > 0 && rest[0] == ' ' && rest[1..].StartsWith(parameter))) return value[..at];
            var next = rest.IndexOf((byte)';');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return value;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> header) => Lines.Is(name, header);

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> header, ReadOnlySpan<byte> compact) => Lines.Is(name, header) || Lines.Is(name, compact);

    private static string Text(ReadOnlySpan<byte> value) => EscapedText.From(value, MaxText);
}
