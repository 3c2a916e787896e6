using NetSensor.Wire;

namespace NetSensor.Protocols.Tls;

/// <summary>Reads an ALPN list (RFC 7301 §3.1): names, each behind a length of one byte.</summary>
public static class TlsAlpn
{
    /// <summary>The first name; empty when there is none or it breaks off.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> list)
    {
        var reader = new ByteReader(list);
        return reader.Bytes(reader.U8());
    }
}
