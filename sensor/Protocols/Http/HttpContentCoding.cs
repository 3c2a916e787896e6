namespace NetSensor.Protocols.Http;

/// <summary>How a body is compressed (RFC 9110 §8.4.1); others pass as they are.</summary>
public enum HttpContentCoding : byte
{
    /// <summary>Not at all, or in a way that is not read.</summary>
    Identity,
    /// <summary>gzip.</summary>
    Gzip,
    /// <summary>zlib, or bare deflate as some servers send it.</summary>
    Deflate,
}
