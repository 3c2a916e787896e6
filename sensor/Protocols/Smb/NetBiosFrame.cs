using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// The frame around SMB messages: NetBIOS session service (RFC 1002 §4.3.1), and the same without NetBIOS ([MS-SMB2] §2.1).
/// <code>| type 1 | length 3 | message |</code>
/// </summary>
public readonly record struct NetBiosFrame(byte Type, int Length)
{
    /// <summary>Bytes in front of the message.</summary>
    public const int HeaderLength = 4;

    /// <summary>Type of a request for a session: | called name 34 | calling name 34 |.</summary>
    public const byte SessionRequest = 0x81;

    /// <summary>Whether it carries a message; others open or keep the session.</summary>
    public bool IsMessage => Type == 0;

    /// <summary>Reads the header: Maybe when it is cut, No when it is none.</summary>
    public static ProbeVerdict Read(ReadOnlySpan<byte> bytes, out NetBiosFrame frame)
    {
        frame = default;
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (bytes[0] is not (0 or (>= 0x81 and <= 0x85))) return ProbeVerdict.No;
        var reader = new ByteReader(bytes);
        var type = reader.U8();
        var length = reader.U24();
        if (reader.Truncated) return ProbeVerdict.Maybe;
        frame = new NetBiosFrame(type, length);
        return ProbeVerdict.Yes;
    }
}
