using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// A stack of MPLS labels (RFC 3032 §2.1) and what lies below it, which no field tells:
/// <code>
/// | label 20 bits, class 3 bits, bottom of stack 1 bit, ttl 8 bits | ... | IP, or an Ethernet frame with or without a control word
/// </code>
/// </summary>
internal static class Mpls
{
    private const int LabelLength = 4;
    private const int ControlWordLength = 4;
    private const int MaxLabels = 32; // traffic engineering stacks about 10; a frame full of labels is an attack

    /// <summary>Passes over the labels and guesses what follows them (RFC 4928, RFC 8469).</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        for (var count = 0; count < MaxLabels; count++)
        {
            var label = bytes[offset..];
            if (label.Length < LabelLength) return Cut(ref headers);
            offset += LabelLength;
            if ((label[2] & 1) != 0) return Below(bytes, ref offset, ref headers);
        }
        headers.Fault = DecodeFault.TooManyLinkHeaders;
        return Layer.Malformed;
    }

    private static Layer Below(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var below = bytes[offset..];
        if (below.IsEmpty) return Cut(ref headers);
        switch (below[0] >> 4)
        {
            case 4 or 6:
                // a pseudowire without control word may begin with a hardware address that looks like an IP version
                return LooksLikeIp(below) || !LooksLikeEthernet(below) ? Layer.Ip : Layer.Ethernet;
            case 0 when !LooksLikeControlWord(below) && LooksLikeEthernet(below):
                return Layer.Ethernet;
            case 0 when LooksLikeEthernet(below[Math.Min(ControlWordLength, below.Length)..]):
                offset += ControlWordLength;
                return Layer.Ethernet;
            case 0 when LooksLikeIp(below[Math.Min(ControlWordLength, below.Length)..]):
                offset += ControlWordLength;
                return Layer.Ip;
            default:
                return LooksLikeEthernet(below) ? Layer.Ethernet : Layer.Ip;
        }
    }

    /// <summary>Flags, fragmentation and length are zero in all but the shortest frames (RFC 4385 §3); few hardware addresses begin so.</summary>
    private static bool LooksLikeControlWord(ReadOnlySpan<byte> below) => below.Length >= 2 && below[0] == 0 && below[1] <= 63;

    private static bool LooksLikeEthernet(ReadOnlySpan<byte> frame) =>
        frame.Length >= Ethernet.HeaderLength && EtherTypes.IsKnown(BinaryPrimitives.ReadUInt16BigEndian(frame[12..]));

    private static bool LooksLikeIp(ReadOnlySpan<byte> ip)
    {
        if (ip.Length < 8) return false;
        if (ip[0] >> 4 == 6) return BinaryPrimitives.ReadUInt16BigEndian(ip[4..]) <= ip.Length;
        var headerLength = (ip[0] & 15) * 4;
        var totalLength = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        return ip[0] >> 4 == 4 && headerLength >= 20 && (totalLength == 0 || totalLength >= headerLength);
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.TruncatedLinkHeader;
        return Layer.Truncated;
    }
}
