namespace NetSensor.Protocols.Tls;

/// <summary>What a record carries (RFC 8446 §5.1, RFC 6520).</summary>
public enum TlsContentType : byte
{
    /// <summary>The cipher changes with the next record.</summary>
    ChangeCipherSpec = 20,
    /// <summary>An alert.</summary>
    Alert = 21,
    /// <summary>Handshake messages, or a part of one.</summary>
    Handshake = 22,
    /// <summary>Application data; since TLS 1.3 everything encrypted.</summary>
    ApplicationData = 23,
    /// <summary>A heartbeat.</summary>
    Heartbeat = 24,
}
