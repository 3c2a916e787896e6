using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// The opening of RDP: X.224 connection request and confirm inside TPKT ([MS-RDPBCGR] §2.2.1.1, §2.2.1.2).
/// <code>
/// | 03 00 | length 2 | X.224 length 1 | e0 or d0 | references 4 | class 1 | cookie … CR LF | negotiation |
/// negotiation: | type 1 | flags 1 | 08 00 | protocol 4 |
/// </code>
/// </summary>
public readonly record struct RdpMessage(int Length, byte Code)
{
    /// <summary>X.224 connection request.</summary>
    public const byte ConnectionRequest = 0xe0;
    /// <summary>X.224 connection confirm.</summary>
    public const byte ConnectionConfirm = 0xd0;
    /// <summary>X.224 data.</summary>
    public const byte Data = 0xf0;

    private const int FixedLength = 11;             // TPKT header and the fixed part of X.224
    private const byte NegotiationResponse = 2;     // RDP_NEG_RSP

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

    /// <summary>Whether a whole connection confirm chooses TLS, alone or under CredSSP or RDSTLS; without negotiation RDP encrypts itself.</summary>
    public static bool ChoosesTls(ReadOnlySpan<byte> confirm)
    {
        var reader = new ByteReader(confirm);
        reader.Skip(FixedLength);
        var type = reader.U8();
        reader.Skip(3);
        var protocol = reader.U32Le();
        return !reader.Truncated && type == NegotiationResponse && protocol != 0;
    }

    /// <summary>Whether a data frame is the client's MCS connect with its core data ("Duca", the GCC key that clients send).</summary>
    public static bool IsClientConnect(ReadOnlySpan<byte> frame) => frame.IndexOf("Duca"u8) >= 0;

    /// <summary>Whether a data frame is the server's answer to it ("McDn").</summary>
    public static bool IsServerConnect(ReadOnlySpan<byte> frame) => frame.IndexOf("McDn"u8) >= 0;
}
