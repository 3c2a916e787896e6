using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A CoAP request with its answer, or the request alone (RFC 7252); one line of coap.log. Nobody changes it once it was emitted.</summary>
public sealed class CoapTransactionEvent : SensorEvent
{
    /// <summary>When the request was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>"GET", "POST", "PUT", "DELETE", …</summary>
    public required string Method { get; init; }
    /// <summary>Host that the request names; null without.</summary>
    public string? Host { get; init; }
    /// <summary>Path and query ("/.well-known/core?rt=temperature").</summary>
    public required string Uri { get; init; }
    /// <summary>Whether it asked to be told of changes (RFC 7641).</summary>
    public bool Observes { get; init; }
    /// <summary>Code of the answer ("2.05"); null when none was seen.</summary>
    public string? Code { get; set; }
    /// <summary>Bytes of the answer's payload.</summary>
    public int PayloadLength { get; set; }
    /// <summary>What the device offers, when it was asked for that and said it (link format, RFC 6690): the first thousand bytes.</summary>
    public string? Resources { get; set; }
}
