using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ntp;

/// <summary>
/// NTP messages (RFC 5905 §7.3, RFC 9327 §2).
/// <code>
/// modes 1 to 5: | leap 2 bits, version 3, mode 3 | stratum 1 | poll 1 | precision 1 | root delay 4 | root dispersion 4 | reference id 4 |
///               | reference 8 | origin 8 | receive 8 | transmit 8 | extension fields | key id 4, digest 16 or 20 |
/// mode 6:       | … | answer 1 bit, error 1, more 1, operation 5 | sequence 2 | status 2 | association 2 | offset 2 | count 2 | data |
/// mode 7:       | answer 1 bit, … | sequence 1 | implementation 1 | request code 1 | count 2 | size 2 | data |
/// </code>
/// </summary>
/// <param name="Version">1 to 4.</param>
/// <param name="Mode">1 to 7.</param>
/// <param name="Operation">Operation of mode 6, request code of mode 7; else 0.</param>
/// <param name="IsResponse">The answer bit of modes 6 and 7.</param>
public readonly record struct NtpMessage(int Version, int Mode, int Operation, bool IsResponse)
{
    private const long SecondsTo1970 = 2_208_988_800;   // from 1900, the epoch of NTP
    private const double Fraction16 = 1.0 / (1 << 16);
    private const double Fraction32 = 1.0 / (1L << 32);
    private const int ReferenceIdLength = 4;
    private const int StandardLength = 48;
    private const int ControlLength = 12;
    private const int PrivateLength = 8;
    private const int ShortestExtension = 16;       // RFC 7822 §3

    /// <summary>Judges a datagram.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return ProbeVerdict.No;
        var version = (bytes[0] >> 3) & 7;
        if (version is 0 or > 4) return ProbeVerdict.No;
        var fits = (bytes[0] & 7) switch
        {
            0 => false,
            6 => bytes.Length >= ControlLength,
            7 => bytes.Length >= PrivateLength,
            _ => bytes.Length >= StandardLength && EndsWell(bytes[StandardLength..]),
        };
        return fits ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>The head of a message that <see cref="Judge"/> accepts.</summary>
    public static NtpMessage Read(ReadOnlySpan<byte> bytes)
    {
        var (version, mode) = ((bytes[0] >> 3) & 7, bytes[0] & 7);
        return mode switch
        {
            6 => new NtpMessage(version, mode, bytes[1] & 0x1f, (bytes[1] & 0x80) != 0),
            7 => new NtpMessage(version, mode, bytes[3], (bytes[0] & 0x80) != 0),
            _ => new NtpMessage(version, mode, 0, false),
        };
    }

    /// <summary>The data of a control or private message, as much of it as there is.</summary>
    public static ReadOnlySpan<byte> Data(ReadOnlySpan<byte> bytes, NtpMessage head)
    {
        if (head.Mode == 7) return bytes[PrivateLength..];
        var count = (bytes[10] << 8) | bytes[11];
        return bytes.Slice(ControlLength, Math.Min(count, bytes.Length - ControlLength));
    }

    /// <summary>The fixed part of a message of modes 1 to 5.</summary>
    public static NtpTimes ReadTimes(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        reader.Skip(1);
        var stratum = reader.U8();
        var poll = Math.ScaleB(1, (sbyte)reader.U8());
        var precision = Math.ScaleB(1, (sbyte)reader.U8());
        var delay = reader.U32() * Fraction16;
        var dispersion = reader.U32() * Fraction16;
        var reference = ReferenceId(stratum, reader.Bytes(ReferenceIdLength));
        return new NtpTimes(stratum, poll, precision, delay, dispersion, reference, Time(ref reader), Time(ref reader), Time(ref reader), Time(ref reader));
    }

    private static double Time(ref ByteReader reader)
    {
        var (seconds, fraction) = (reader.U32(), reader.U32());
        return seconds == 0 && fraction == 0 ? 0 : seconds - SecondsTo1970 + fraction * Fraction32;
    }

    private static string ReferenceId(int stratum, ReadOnlySpan<byte> id) =>
        stratum <= 1 ? EscapedText.From(id, ReferenceIdLength) : IpAddr.FromIPv4(new ByteReader(id).U32()).ToString();

    /// <summary>Whether what follows the fixed part are extension fields and a digest, or one of them, or nothing.</summary>
    private static bool EndsWell(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        while (reader.Remaining is not (0 or 4 or 20 or 24))        // ends: each turn consumes at least 16 bytes, or leaves
        {
            reader.Skip(2);
            var length = reader.U16();
            if (length < ShortestExtension || (length & 3) != 0) return false;
            reader.Skip(length - 4);
            if (reader.Truncated) return false;
        }
        return true;
    }
}
