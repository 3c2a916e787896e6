using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// What RDP sends in the clear: X.224 inside TPKT ([MS-RDPBCGR] §2.2.1.1, §2.2.1.2, RFC 1006 §6).
/// <code>| 03 00 | length 2 | X.224 length 1 | e0, d0 or f0 | …</code>
/// </summary>
public readonly record struct RdpMessage(int Length, byte Code)
{
    /// <summary>X.224 connection request.</summary>
    public const byte ConnectionRequest = 0xe0;
    /// <summary>X.224 connection confirm.</summary>
    public const byte ConnectionConfirm = 0xd0;
    /// <summary>X.224 data.</summary>
    public const byte Data = 0xf0;

    /// <summary>Bytes of a TPKT header and of the fixed part of an X.224 request or confirm.</summary>
    public const int FixedBytes = 11;

    /// <summary>Reads a TPKT frame and the code of what it carries: Maybe when it is cut, No when it is none.</summary>
    public static ProbeVerdict Read(ReadOnlySpan<byte> bytes, out RdpMessage message)
    {
        message = default;
        if (bytes.Length > 0 && bytes[0] != 3) return ProbeVerdict.No;
        if (bytes.Length > 1 && bytes[1] != 0) return ProbeVerdict.No;
        var reader = new ByteReader(bytes);
        reader.Skip(2);
        var length = reader.U16();
        reader.Skip(1);
        var code = (byte)(reader.U8() & 0xf0);
        if (reader.Truncated) return ProbeVerdict.Maybe;
        if (length < 7) return ProbeVerdict.No;
        message = new RdpMessage(length, code);
        return ProbeVerdict.Yes;
    }
}
