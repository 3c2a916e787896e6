using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A request and its answer over HTTP/1.x; one line of http.log. What was not seen is null. Fields mean what Zeek's documentation of http.log says.</summary>
public sealed class HttpTransactionEvent : SensorEvent
{
    /// <summary>When the request line was seen; the status line when the request was not.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>Position among the transactions of the flow, from 1.</summary>
    public required int Depth { get; init; }
    /// <summary>"GET", "POST", ….</summary>
    public string? Method { get; init; }
    /// <summary>The Host header with its port, if it had one.</summary>
    public string? Host { get; init; }
    /// <summary>The request target with percent escapes resolved.</summary>
    public string? Uri { get; init; }
    /// <summary>The Referer header.</summary>
    public string? Referrer { get; init; }
    /// <summary>Version of the answer: "1.1".</summary>
    public string? Version { get; init; }
    /// <summary>The User-Agent header.</summary>
    public string? UserAgent { get; init; }
    /// <summary>The Origin header.</summary>
    public string? Origin { get; init; }
    /// <summary>The SOAPAction header: what is asked of a service ("urn:…:WANIPConnection:1#AddPortMapping"), quotes included.</summary>
    public string? SoapAction { get; init; }
    /// <summary>Bytes of the request's body after content decoding.</summary>
    public long RequestBodyLength { get; init; }
    /// <summary>Bytes of the answer's body after content decoding.</summary>
    public long ResponseBodyLength { get; init; }
    /// <summary>Status code; 0 when it was no number.</summary>
    public int? StatusCode { get; init; }
    /// <summary>Reason phrase; "&lt;empty&gt;" when the status line had none.</summary>
    public string? StatusMessage { get; init; }
    /// <summary>The last 1xx status code.</summary>
    public int? InformationalCode { get; init; }
    /// <summary>The last 1xx reason phrase.</summary>
    public string? InformationalMessage { get; init; }
    /// <summary>User name of Basic authentication.</summary>
    public string? Username { get; init; }
    /// <summary>Headers that tell of a proxy, as "NAME -> value".</summary>
    public IReadOnlyList<string>? Proxied { get; init; }
    /// <summary>Files in the request.</summary>
    public HttpFiles RequestFiles { get; init; }
    /// <summary>Files in the answer.</summary>
    public HttpFiles ResponseFiles { get; init; }
}
