using NetSensor.Wire;

namespace NetSensor.Protocols.Ntp;

/// <summary>
/// The shape of NTP messages (RFC 5905 §7.3, RFC 9327 §2).
/// <code>
/// modes 1 to 5: | leap 2 bits, version 3, mode 3 | … 47 | extension fields | key id 4, digest 16 or 20 |
/// mode 6:       | … | sequence 2 | status 2 | association 2 | offset 2 | count 2 | data |
/// mode 7:       | … 8 | data |
/// </code>
/// </summary>
public static class NtpMessage
{
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
