using NetSensor.Wire;

namespace NetSensor.Protocols.Recognition;

/// <summary>Heads of DER and BER elements (ITU-T X.690 §8.1), as far as protocols need them that are recognised by their outermost ones.</summary>
public static class Der
{
    /// <summary>SEQUENCE.</summary>
    public const byte Sequence = 0x30;
    /// <summary>INTEGER.</summary>
    public const byte Integer = 0x02;
    /// <summary>OCTET STRING.</summary>
    public const byte OctetString = 0x04;
    /// <summary>OBJECT IDENTIFIER.</summary>
    public const byte ObjectIdentifier = 0x06;

    /// <summary>
    /// Reads tag and length; the content follows and may be cut. The reader is truncated when the head is, or when the length is indefinite or
    /// takes more than four bytes: no message here needs those.
    /// </summary>
    public static byte Head(ref ByteReader reader, out uint length)
    {
        var tag = reader.U8();
        length = reader.U8();
        if (length < 0x80) return tag;
        var size = (int)length & 0x7f;
        length = 0;
        if (size is 0 or > 4) reader.Skip(int.MaxValue);
        for (; size > 0 && !reader.Truncated; size--) length = (length << 8) | reader.U8();
        return tag;
    }

    /// <summary>Reads a small integer element; -1 when it is none, or larger than four bytes.</summary>
    public static long SmallInteger(ref ByteReader reader)
    {
        if (Head(ref reader, out var length) != Integer || length is 0 or > 4) return -1;
        long value = 0;
        for (; length > 0; length--) value = (value << 8) | reader.U8();
        return reader.Truncated ? -1 : value;
    }
}
