namespace NetSensor.Protocols.Kerberos;

/// <summary>The messages that are read, by their application tag (RFC 4120 §7.5.7); others keep their number.</summary>
public enum KerberosMessageType : byte
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>The client asks for its first ticket.</summary>
    AsRequest = 10,
    /// <summary>The first ticket.</summary>
    AsReply = 11,
    /// <summary>The client asks for a ticket for a service.</summary>
    TgsRequest = 12,
    /// <summary>A ticket for a service.</summary>
    TgsReply = 13,
    /// <summary>The client shows a ticket to a service.</summary>
    ApRequest = 14,
    /// <summary>The service proves itself.</summary>
    ApReply = 15,
    /// <summary>A refusal.</summary>
    Error = 30,
}
