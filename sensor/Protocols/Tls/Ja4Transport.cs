namespace NetSensor.Protocols.Tls;

/// <summary>What carried the hello: the first letter of a JA4.</summary>
public enum Ja4Transport : byte
{
    /// <summary>TLS over TCP.</summary>
    Tls = (byte)'t',
    /// <summary>QUIC.</summary>
    Quic = (byte)'q',
    /// <summary>DTLS.</summary>
    Dtls = (byte)'d',
}
