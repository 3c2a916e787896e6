using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Two sides spoke SSH; one line of ssh.log. Told when a login succeeded, else when the flow ends. Fields mean what Zeek's documentation of
/// ssh.log says; what was not seen is null.
/// </summary>
public sealed class SshSessionEvent : SensorEvent
{
    /// <summary>When the first identification line was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>Version of the protocol that both sides come to speak: 1 or 2; null when they cannot, or only one was seen.</summary>
    public int? Version { get; init; }
    /// <summary>Whether a login succeeded or the last one failed, by the sizes of what the server answers; null when they do not tell.</summary>
    public bool? LoginSuccess { get; init; }
    /// <summary>Logins that were judged.</summary>
    public int LoginAttempts { get; init; }
    /// <summary>The client's identification line ("SSH-2.0-OpenSSH_9.6").</summary>
    public string? Client { get; init; }
    /// <summary>The server's identification line.</summary>
    public string? Server { get; init; }
    /// <summary>Encryption that both sides come to use; "To server: …, to client: …" when the directions differ.</summary>
    public string? Cipher { get; init; }
    /// <summary>Message authentication, as above.</summary>
    public string? Mac { get; init; }
    /// <summary>Compression, as above.</summary>
    public string? Compression { get; init; }
    /// <summary>Key exchange method.</summary>
    public string? KeyExchange { get; init; }
    /// <summary>Algorithm of the server's host key.</summary>
    public string? HostKeyAlgorithm { get; init; }
    /// <summary>MD5 of the server's host key, as pairs of hexadecimal digits joined by colons.</summary>
    public string? HostKey { get; init; }
    /// <summary>HASSH of the client: MD5 of what it offers.</summary>
    public string? Hassh { get; init; }
    /// <summary>HASSH of the server.</summary>
    public string? HasshServer { get; init; }
}
