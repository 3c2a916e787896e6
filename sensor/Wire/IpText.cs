using System.Buffers.Binary;

namespace NetSensor.Wire;

/// <summary>Addresses as text: dotted quads, and RFC 5952 for IPv6 (with the dotted end of RFC 4291 §2.5.5.1 for IPv4-compatible addresses).</summary>
internal static class IpText
{
    private const int Groups = 8;

    private static readonly uint[] Octets = MakeOctets();

    /// <summary>Writes a dotted quad and returns its length; the span must hold 16 bytes.</summary>
    public static int WriteIPv4(Span<byte> utf8, uint value)
    {
        var at = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            var octet = value >> shift & 0xFF;
            BinaryPrimitives.WriteUInt32LittleEndian(utf8[at..], Octets[octet]); // up to three digits and a dot; what is too much is overwritten
            at += octet >= 100 ? 4 : octet >= 10 ? 3 : 2;
        }
        return at - 1;
    }

    /// <summary>Writes an IPv6 address and returns its length; the span must hold 45 bytes.</summary>
    public static int WriteIPv6(Span<byte> utf8, ulong high, ulong low)
    {
        var (gapStart, gapLength) = LongestZeroRun(high, low);
        var at = 0;
        for (var group = 0; group < Groups; group++)
        {
            if (group == gapStart)
            {
                utf8[at++] = (byte)':';
                group += gapLength - 1;
                if (group == Groups - 1) utf8[at++] = (byte)':';
                continue;
            }
            if (group > 0) utf8[at++] = (byte)':';
            if (group == 6 && gapStart == 0 && gapLength == 6) return at + WriteIPv4(utf8[at..], (uint)low);
            at += WriteGroup(utf8[at..], Group(high, low, group));
        }
        return at;
    }

    /// <summary>The first of the longest runs of at least two zero groups; start -1 when there is none (RFC 5952 §4.2).</summary>
    private static (int Start, int Length) LongestZeroRun(ulong high, ulong low)
    {
        var (bestStart, bestLength, length) = (-1, 1, 0);
        for (var group = 0; group < Groups; group++)
        {
            length = Group(high, low, group) == 0 ? length + 1 : 0;
            if (length > bestLength) (bestStart, bestLength) = (group - length + 1, length);
        }
        return (bestStart, bestLength);
    }

    private static int WriteGroup(Span<byte> utf8, int value)
    {
        var at = 0;
        for (var shift = value >= 0x1000 ? 12 : value >= 0x100 ? 8 : value >= 0x10 ? 4 : 0; shift >= 0; shift -= 4)
            utf8[at++] = "0123456789abcdef"u8[value >> shift & 15];
        return at;
    }

    private static int Group(ulong high, ulong low, int index) => (ushort)((index < 4 ? high : low) >> (48 - 16 * (index & 3)));

    private static uint[] MakeOctets()
    {
        var octets = new uint[256];
        for (var value = 0; value < octets.Length; value++)
        {
            var text = $"{value}.";
            for (var i = 0; i < text.Length; i++) octets[value] |= (uint)text[i] << (8 * i);
        }
        return octets;
    }
}
