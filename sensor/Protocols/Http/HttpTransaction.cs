using NetSensor.Events;
using NetSensor.Protocols.PortMapping;
using NetSensor.Wire;

namespace NetSensor.Protocols.Http;

/// <summary>A transaction while it is under way: what <see cref="HttpTransactionEvent"/> will tell. One small object per transaction.</summary>
public sealed class HttpTransaction(int index, int depth, Timestamp started)
{
    private const int MaxProxied = 8; // one request passes few proxies; headers beyond that only fill memory

    private List<string>? _proxied;

    /// <summary>Its number among requests and answers.</summary>
    public int Index { get; } = index;

    /// <summary>Its position in the flow, from 1.</summary>
    public int Depth { get; } = depth;

    /// <summary>See <see cref="HttpTransactionEvent.Method"/>.</summary>
    public string? Method { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.Host"/>.</summary>
    public string? Host { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.Uri"/>.</summary>
    public string? Uri { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.Referrer"/>.</summary>
    public string? Referrer { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.Version"/>.</summary>
    public string? Version { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.UserAgent"/>.</summary>
    public string? UserAgent { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.Origin"/>.</summary>
    public string? Origin { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.SoapAction"/>.</summary>
    public string? SoapAction { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.Username"/>.</summary>
    public string? Username { get; set; }
    /// <summary>Whether the request's body is encrypted ([MS-WSMV] §2.2.9.1).</summary>
    public bool IsEncrypted { get; set; }
    /// <summary>What a request of WS-Management shows of itself.</summary>
    public WsManRequest WsMan { get; set; }
    /// <summary>The port outside that the request asks a router for; null when it does not.</summary>
    public UpnpPortMapping? PortMapping { get; set; }
    /// <summary>Whether the request asked for a range.</summary>
    public bool AsksForRange { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.RequestBodyLength"/>.</summary>
    public long RequestBodyLength { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.ResponseBodyLength"/>.</summary>
    public long ResponseBodyLength { get; set; }
    /// <summary>See <see cref="HttpTransactionEvent.StatusCode"/>.</summary>
    public int? StatusCode { get; private set; }
    /// <summary>Files of the request.</summary>
    public HttpFileList? RequestFiles { get; set; }
    /// <summary>Files of the answer.</summary>
    public HttpFileList? ResponseFiles { get; set; }

    private string? _statusMessage;
    private int? _informationalCode;
    private string? _informationalMessage;

    /// <summary>Whether an answer was seen that is not the last word (1xx).</summary>
    public bool IsInformational => StatusCode is >= 100 and < 200;

    /// <summary>Notes a status line.</summary>
    public void SetStatus(int code, string message)
    {
        StatusCode = code;
        _statusMessage = message;
        if (!IsInformational) return;
        _informationalCode = code;
        _informationalMessage = message;
    }

    /// <summary>Notes a header that tells of a proxy.</summary>
    public void AddProxied(string header)
    {
        _proxied ??= [];
        if (_proxied.Count < MaxProxied && !_proxied.Contains(header)) _proxied.Add(header);
    }

    /// <summary>The event of a transaction of WS-Management, with what the connection told of its client.</summary>
    public WsManEvent ToWsManEvent(string? authentication, string? account) => new()
    {
        Started = started,
        Uri = Uri ?? string.Empty,
        Authentication = authentication,
        Account = account,
        IsEncrypted = IsEncrypted,
        Action = WsMan.Action,
        Resource = WsMan.Resource,
        RequestBytes = RequestBodyLength,
        ResponseBytes = ResponseBodyLength,
        StatusCode = StatusCode,
    };

    /// <summary>The event.</summary>
    public HttpTransactionEvent ToEvent() => new()
    {
        Started = started,
        Depth = Depth,
        Method = Method,
        Host = Host,
        Uri = Uri,
        Referrer = Referrer,
        Version = Version,
        UserAgent = UserAgent,
        Origin = Origin,
        SoapAction = SoapAction,
        RequestBodyLength = RequestBodyLength,
        ResponseBodyLength = ResponseBodyLength,
        StatusCode = StatusCode,
        StatusMessage = _statusMessage,
        InformationalCode = _informationalCode,
        InformationalMessage = _informationalMessage,
        Username = Username,
        Proxied = _proxied,
        RequestFiles = RequestFiles?.ToFiles() ?? default,
        ResponseFiles = ResponseFiles?.ToFiles() ?? default,
    };
}
