using NetSensor.Wire;

namespace NetSensor.Protocols.Dnp3;

/// <summary>
/// The link layer of DNP3 (IEEE 1815 §9.2).
/// <code>| 05 64 | length 1 | control 1 | destination 2 | source 2 | checksum 2 | blocks |</code>
/// </summary>
public static class Dnp3Message
{
    private const int CheckedLength = 8;
    private const ushort Polynomial = 0xa6bc;       // CRC-16/DNP, reflected (IEEE 1815 §9.2.4.5)

    /// <summary>Judges the first bytes of a side: mark, length and checksum of the header.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0x05) return ProbeVerdict.No;
        if (bytes.Length > 1 && bytes[1] != 0x64) return ProbeVerdict.No;
        if (bytes.Length > 2 && bytes[2] < 5) return ProbeVerdict.No;
        if (bytes.Length < CheckedLength + 2) return ProbeVerdict.Maybe;
        return new ByteReader(bytes[CheckedLength..]).U16Le() == Checksum(bytes[..CheckedLength]) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        var remainder = 0;
        foreach (var octet in bytes)
        {
            remainder ^= octet;
            for (var bit = 0; bit < 8; bit++) remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ Polynomial : remainder >> 1;
        }
        return (ushort)~remainder;
    }
}
