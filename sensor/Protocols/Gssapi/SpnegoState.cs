namespace NetSensor.Protocols.Gssapi;

/// <summary>negState of SPNEGO (RFC 4178 §4.2.2): what the server thinks of the exchange; others keep their number.</summary>
public enum SpnegoState : byte
{
    /// <summary>The client is in.</summary>
    AcceptCompleted = 0,
    /// <summary>More tokens are needed.</summary>
    AcceptIncomplete = 1,
    /// <summary>The client is not let in.</summary>
    Reject = 2,
    /// <summary>The list of mechanisms must be signed.</summary>
    RequestMic = 3,
}
