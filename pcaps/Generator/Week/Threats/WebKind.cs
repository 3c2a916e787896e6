namespace NetSensor.Generator.Week.Threats;

/// <summary>What a call is carried by.</summary>
internal enum WebKind
{
    /// <summary>HTTPS.</summary>
    Tls,
    /// <summary>HTTP in the clear.</summary>
    Http,
    /// <summary>HTTP in the clear that sends bodies of any size.</summary>
    Post,
    /// <summary>HTTP/3.</summary>
    Quic,
    /// <summary>A protocol of its own over TCP.</summary>
    Raw,
}
