namespace NetSensor.Events.Indicators;

/// <summary>What an indicator names.</summary>
public enum IndicatorKind : byte
{
    /// <summary>One address.</summary>
    Address,
    /// <summary>A block of addresses.</summary>
    Network,
    /// <summary>A domain and all below it.</summary>
    Domain,
    /// <summary>A URL; its scheme does not matter.</summary>
    Url,
    /// <summary>JA3 of a TLS client.</summary>
    Ja3,
    /// <summary>JA4 of a TLS or QUIC client.</summary>
    Ja4,
    /// <summary>Hash of a certificate in DER: MD5, SHA-1 or SHA-256.</summary>
    Certificate,
    /// <summary>The port of the other side; only together with something else.</summary>
    Port,
}
