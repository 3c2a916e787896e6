using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A SIP request with an answer (RFC 3261), or either alone; one line of sip.log. Provisional answers make an event each, as with Zeek, and what a
/// request gathered stays until its final answer.
/// </summary>
public sealed class SipTransactionEvent : SensorEvent
{
    /// <summary>When its first message was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>Whether the flow's originator sent the request.</summary>
    public required bool FromOriginator { get; init; }
    /// <summary>"INVITE", "REGISTER", …; null when only an answer was seen.</summary>
    public string? Method { get; init; }
    /// <summary>Whom or what the request is for.</summary>
    public string? Uri { get; init; }
    /// <summary>Date of the request.</summary>
    public string? Date { get; init; }
    /// <summary>From of the request, without its tag: the caller, or who registers.</summary>
    public string? RequestFrom { get; init; }
    /// <summary>To of the request.</summary>
    public string? RequestTo { get; init; }
    /// <summary>From of the answer, without its tag.</summary>
    public string? ResponseFrom { get; init; }
    /// <summary>To of the answer.</summary>
    public string? ResponseTo { get; init; }
    /// <summary>Reply-To of the request.</summary>
    public string? ReplyTo { get; init; }
    /// <summary>Call-ID of the request.</summary>
    public string? CallId { get; init; }
    /// <summary>CSeq of the request.</summary>
    public string? CommandSequence { get; init; }
    /// <summary>Subject of the request.</summary>
    public string? Subject { get; init; }
    /// <summary>Via headers of the requests, without their branches: who passed it on.</summary>
    public required IReadOnlyList<string> RequestPath { get; init; }
    /// <summary>Via headers of the answers.</summary>
    public required IReadOnlyList<string> ResponsePath { get; init; }
    /// <summary>User-Agent of the request: what asks.</summary>
    public string? UserAgent { get; init; }
    /// <summary>Server, or User-Agent, of the answer: what answers.</summary>
    public string? Server { get; init; }
    /// <summary>Contact of the request: where who asks can be reached.</summary>
    public string? Contact { get; init; }
    /// <summary>Status of the answer; null when none was seen.</summary>
    public int? StatusCode { get; init; }
    /// <summary>Its words.</summary>
    public string? StatusMessage { get; init; }
    /// <summary>Warning of the answer.</summary>
    public string? Warning { get; init; }
    /// <summary>Content-Length of the request.</summary>
    public long? RequestBodyLength { get; init; }
    /// <summary>Content-Length of the answer.</summary>
    public long? ResponseBodyLength { get; init; }
    /// <summary>Content-Type of the answer.</summary>
    public string? ContentType { get; init; }
}
