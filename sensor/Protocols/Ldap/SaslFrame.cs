using NetSensor.Protocols.Asn1;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// What SASL puts around messages once a mechanism protects them (RFC 4422 §3.7).
/// <code>
/// | length 4 | protected bytes |
/// Kerberos (RFC 4121 §4.2.6.2): | 05 04 | flags 1 | ff | extra count 2 | rotation 2 | sequence 8 | rotated: message, checksum |
/// Kerberos (RFC 1964 §1.2.2):   | 60 len | 06 len mechanism | 02 01 | sign algorithm 2 | seal algorithm 2 | … |
/// NTLM ([MS-NLMP] §2.2.2.9):    | 01 00 00 00 | checksum 8 | sequence 4 | message |
/// </code>
/// </summary>
public readonly record struct SaslFrame
{
    /// <summary>Bytes in front of what is protected.</summary>
    public const int HeaderLength = 4;

    /// <summary>Bytes of a frame that tell its kind, and where a message begins.</summary>
    public const int Enough = HeaderLength + 64;

    private const int MaxLength = 16 * 1024 * 1024; // the largest buffer that SASL can agree on (RFC 4752 §3.3)
    private const int MinLength = 16;               // the shortest header of those below
    private const int KerberosHeader = 16;
    private const int NtlmSignature = 16;
    private const byte Sealed = 2;                  // RFC 4121 §4.2.2
    private const byte NtlmVersion = 1;

    /// <summary>Bytes in front of the messages; of the whole frame when they are encrypted.</summary>
    public int Before { get; private init; }

    /// <summary>Bytes of messages that can be read; 0 when they are encrypted.</summary>
    public int MessageBytes { get; private init; }

    /// <summary>Bytes behind the messages.</summary>
    public int Behind { get; private init; }

    /// <summary>"Kerberos", "NTLM"; null when the frame does not show it.</summary>
    public string? Mechanism { get; private init; }

    /// <summary>Whether messages can be read in it.</summary>
    public bool IsClear => MessageBytes > 0;

    /// <summary>Reads a frame of which the beginning is here: Maybe when that is too short, No when it is none.</summary>
    public static ProbeVerdict Read(ReadOnlySpan<byte> bytes, out SaslFrame frame)
    {
        frame = default;
        var reader = new ByteReader(bytes);
        var length = reader.U32();
        if (bytes.Length > 0 && bytes[0] != 0) return ProbeVerdict.No;
        if (reader.Truncated) return ProbeVerdict.Maybe;
        if (length is < MinLength or > MaxLength) return ProbeVerdict.No;
        if (reader.Remaining < Math.Min(length, Enough - HeaderLength)) return ProbeVerdict.Maybe;
        frame = ReadInside(reader.Rest[..Math.Min(reader.Remaining, (int)length)], (int)length);
        return ProbeVerdict.Yes;
    }

    private static SaslFrame Hidden(int length, string? mechanism) => new() { Before = HeaderLength + length, Mechanism = mechanism };

    private static SaslFrame ReadInside(ReadOnlySpan<byte> inside, int length)
    {
        if (inside[0] == 5 && inside[1] == 4) return Kerberos(inside, length);
        if (inside[0] == (byte)DerTag.Application0) return Hidden(length, "Kerberos");
        if (new ByteReader(inside).U32Le() != NtlmVersion) return Hidden(length, null);
        if (!LdapMessage.TryRead(inside[NtlmSignature..], out _)) return Hidden(length, "NTLM");    // an encrypted one looks like a message once in thousands
        return new SaslFrame { Mechanism = "NTLM", Before = HeaderLength + NtlmSignature, MessageBytes = length - NtlmSignature };
    }

    private static SaslFrame Kerberos(ReadOnlySpan<byte> inside, int length)
    {
        var reader = new ByteReader(inside);
        reader.Skip(2);
        var isSealed = (reader.U8() & Sealed) != 0;
        reader.Skip(1);
        int extra = reader.U16();
        int rotation = reader.U16();
        var messages = length - KerberosHeader - extra;
        if (isSealed || messages <= 0 || (rotation != 0 && rotation != extra)) return Hidden(length, "Kerberos");
        var checksumFirst = rotation != 0;
        return new SaslFrame
        {
            Mechanism = "Kerberos",
            Before = HeaderLength + KerberosHeader + (checksumFirst ? extra : 0),
            MessageBytes = messages,
            Behind = checksumFirst ? 0 : extra,
        };
    }
}
