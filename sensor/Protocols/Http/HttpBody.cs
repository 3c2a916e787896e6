namespace NetSensor.Protocols.Http;

/// <summary>Whether a body follows the headers (RFC 9112 §6.3).</summary>
public enum HttpBody : byte
{
    /// <summary>None, whatever the headers say: answers to HEAD, 1xx, 204, 304.</summary>
    None,
    /// <summary>If the headers say so: requests.</summary>
    IfTold,
    /// <summary>To the end of the stream unless the headers say otherwise: answers.</summary>
    UntilClose,
}
