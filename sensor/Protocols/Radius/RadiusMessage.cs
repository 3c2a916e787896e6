using NetSensor.Wire;

namespace NetSensor.Protocols.Radius;

/// <summary>
/// RADIUS packets (RFC 2865 §3).
/// <code>| code 1 | identifier 1 | length 2 | authenticator 16 | attributes: type 1, length 1, value … |</code>
/// </summary>
public static class RadiusMessage
{
    private const int HeaderLength = 20;
    private const int MaxLength = 4096;             // RFC 2865 §3

    /// <summary>The code of a packet that <see cref="Judge"/> accepts.</summary>
    public static RadiusCode Code(ReadOnlySpan<byte> packet) => (RadiusCode)packet[0];

    /// <summary>The first attribute of this type; false when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> packet, RadiusAttribute wanted, out ReadOnlySpan<byte> value)
    {
        var reader = new ByteReader(packet);
        reader.Skip(2);
        var length = reader.U16();
        reader.Skip(16);
        reader = reader.Block(length - HeaderLength);
        while (!reader.AtEnd)                               // ends: each turn consumes at least two bytes, or leaves
        {
            var type = (RadiusAttribute)reader.U8();
            value = reader.Bytes(reader.U8() - 2);
            if (reader.Truncated) break;
            if (type == wanted) return true;
        }
        value = default;
        return false;
    }

    /// <summary>Judges a datagram: a known code, a length within it, and attributes that fill it.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var code = reader.U8();
        reader.Skip(1);
        var length = reader.U16();
        reader.Skip(16);
        if (reader.Truncated || !IsKnown(code) || length is < HeaderLength or > MaxLength || length > bytes.Length) return ProbeVerdict.No;
        reader = new ByteReader(bytes[HeaderLength..length]);
        while (!reader.AtEnd)                               // ends: each turn consumes at least two bytes, or leaves
        {
            reader.Skip(1);
            var size = reader.U8();
            if (size < 2) return ProbeVerdict.No;
            reader.Skip(size - 2);
            if (reader.Truncated) return ProbeVerdict.No;
        }
        return ProbeVerdict.Yes;
    }

    /// <summary>Access, accounting, challenge, status, and dynamic authorisation (RFC 5176).</summary>
    private static bool IsKnown(byte code) => code is (>= 1 and <= 5) or (>= 11 and <= 13) or (>= 40 and <= 45);
}
