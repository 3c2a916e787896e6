using NetSensor.Wire;

namespace NetSensor.Protocols.Quic;

/// <summary>Variable-length integers (RFC 9000 §16): the first two bits say whether 1, 2, 4 or 8 bytes hold the value.</summary>
public static class QuicVarint
{
    /// <summary>Reads one; 0 with the reader truncated when it is cut off.</summary>
    public static ulong Read(ref ByteReader reader)
    {
        var first = reader.U8();
        var value = (ulong)(first & 0x3F);
        for (var more = (1 << (first >> 6)) - 1; more > 0; more--) value = value << 8 | reader.U8();
        return reader.Truncated ? 0 : value;
    }
}
