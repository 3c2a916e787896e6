using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetSensor.Wire;

/// <summary>The Internet checksum (RFC 1071) of IPv4, TCP, UDP, ICMP and ICMPv6.</summary>
public static class Checksum
{
    private const ushort AllOnes = 0xFFFF; // what a right checksum sums up to, together with what it covers
    private const int TcpLengthField = 12;
    private const int UdpLengthField = 4;
    private const int UdpChecksumField = 6;
    private const int UdpHeaderLength = 8;
    private const int Ipv6HeaderLength = 40;
    private const int BlockBytes = 32;

    /// <summary>A window of a block's length into this, that begins at n, keeps the last n bytes of a block.</summary>
    private static ReadOnlySpan<byte> LastBytes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    /// <summary>The checksum that these bytes need: the complement of their sum.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes) => (ushort)~Fold(Sum(bytes));

    /// <summary>The one's complement sum of the bytes as 16-bit numbers in network order; an odd last byte counts as if zero followed.</summary>
    public static ushort FoldedSum(ReadOnlySpan<byte> bytes) => Fold(Sum(bytes));

    /// <summary>Judges the IPv4 header.</summary>
    public static ChecksumVerdict OfNetwork(ReadOnlySpan<byte> bytes, in PacketHeaders headers)
    {
        if (headers.IsIPv6) return ChecksumVerdict.Absent;
        var ip = bytes[headers.NetworkOffset..];
        if (ip.IsEmpty || ip.Length < (ip[0] & 15) * 4) return ChecksumVerdict.Unverifiable;
        return Fold(Sum(ip[..((ip[0] & 15) * 4)])) == AllOnes ? ChecksumVerdict.Good : ChecksumVerdict.Bad;
    }

    /// <summary>Judges the transport header and payload of a packet that decoded without fault.</summary>
    public static ChecksumVerdict OfTransport(ReadOnlySpan<byte> bytes, in PacketHeaders headers)
    {
        if (headers.PayloadLength != headers.PayloadWireLength || !HasLength(headers)) return ChecksumVerdict.Unverifiable;
        var segment = bytes[headers.TransportOffset..(headers.PayloadOffset + headers.PayloadLength)];
        switch (headers.Protocol)
        {
            case IpProtocol.Tcp:
                if (segment.Length <= TcpLengthField || headers.PayloadOffset - headers.TransportOffset != segment[TcpLengthField] >> 4 << 2)
                    return ChecksumVerdict.Unverifiable;
                break;
            case IpProtocol.Udp:
                if (segment.Length < UdpHeaderLength || BinaryPrimitives.ReadUInt16BigEndian(segment[UdpLengthField..]) != segment.Length)
                    return ChecksumVerdict.Unverifiable;
                if (BinaryPrimitives.ReadUInt16BigEndian(segment[UdpChecksumField..]) == 0) return ChecksumVerdict.Absent;
                break;
            case IpProtocol.Icmp:
                return Fold(Sum(segment)) == AllOnes ? ChecksumVerdict.Good : ChecksumVerdict.Bad;
            case IpProtocol.IcmpV6:
                break;
            default:
                return ChecksumVerdict.Absent;
        }
        return Fold(Sum(segment) + PseudoHeader(segment.Length, headers)) == AllOnes ? ChecksumVerdict.Good : ChecksumVerdict.Bad;
    }

    /// <summary>Whether the IP header says how long the packet is; segmentation offload leaves it empty, and the checksum unfinished.</summary>
    private static bool HasLength(in PacketHeaders headers) => headers.IsIPv6 ? headers.IpLength > Ipv6HeaderLength : headers.IpLength > 0;

    /// <summary>Addresses, protocol and length (RFC 9293 §3.1, RFC 8200 §8.1), as 16-bit numbers in the byte order of this machine.</summary>
    private static ulong PseudoHeader(int length, in PacketHeaders headers)
    {
        ulong sum = BinaryPrimitives.ReverseEndianness((uint)length) + BinaryPrimitives.ReverseEndianness((uint)headers.Protocol);
        if (!headers.IsIPv6)
            return sum + BinaryPrimitives.ReverseEndianness(headers.Source.IPv4Value) + BinaryPrimitives.ReverseEndianness(headers.Destination.IPv4Value);
        sum += Halves(headers.Source.High) + Halves(headers.Source.Low);
        return sum + Halves(headers.Destination.High) + Halves(headers.Destination.Low);
    }

    private static ulong Halves(ulong value)
    {
        value = BinaryPrimitives.ReverseEndianness(value);
        return (value & 0xFFFF_FFFF) + (value >> 32);
    }

    /// <summary>
    /// Sums 32 bits at a time in the machine's byte order: one's complement addition commutes with swapping bytes (RFC 1071 §2), and 32-bit
    /// numbers fold into 16-bit ones. A packet of 64 KB cannot overflow the 64-bit lanes.
    /// </summary>
    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        if (!Vector256.IsHardwareAccelerated || !BitConverter.IsLittleEndian || bytes.Length < BlockBytes) return SumShort(bytes);
        var sums = Vector256<ulong>.Zero;
        foreach (var block in MemoryMarshal.Cast<byte, Vector256<ulong>>(bytes)) sums += HalvesOf(block);
        var sum = Vector256.Sum(sums);
        var rest = bytes.Length % BlockBytes;
        return rest == 0 ? sum : sum + SumEnd(bytes[^BlockBytes..], rest, bytes.Length % 2);
    }

    /// <summary>
    /// The last bytes of a block that ends where the message ends: no loop whose turns depend on their number. Where the message is odd its 16-bit numbers lie
    /// across those of the block, which swaps their bytes (RFC 1071 §2), and the last byte counts as if zero followed.
    /// </summary>
    private static ulong SumEnd(ReadOnlySpan<byte> block, int count, int odd)
    {
        var mask = Vector256.Create(LastBytes.Slice(count, BlockBytes));
        var sum = Fold16(Vector256.Sum(HalvesOf((Vector256.Create(block) & mask).AsUInt64())));
        return (sum | (sum << 16)) >> (8 * odd) & 0xFFFF;
    }

    private static Vector256<ulong> HalvesOf(Vector256<ulong> block) => (block & Vector256.Create(0xFFFF_FFFFUL)) + (block >>> 32);

    private static ulong SumShort(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        while (bytes.Length >= sizeof(ulong))
        {
            var word = MemoryMarshal.Read<ulong>(bytes);
            sum += (uint)word + (word >> 32);
            bytes = bytes[sizeof(ulong)..];
        }
        if (bytes.Length >= sizeof(uint))
        {
            sum += MemoryMarshal.Read<uint>(bytes);
            bytes = bytes[sizeof(uint)..];
        }
        if (bytes.Length >= sizeof(ushort))
        {
            sum += MemoryMarshal.Read<ushort>(bytes);
            bytes = bytes[sizeof(ushort)..];
        }
        if (bytes.Length == 1) sum += BitConverter.IsLittleEndian ? bytes[0] : (uint)bytes[0] << 8;
        return sum;
    }

    private static ushort Fold(ulong sum)
    {
        var folded = (ushort)Fold16(sum);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(folded) : folded;
    }

    /// <summary>The sum as one 16-bit number, its carries added in.</summary>
    private static uint Fold16(ulong sum)
    {
        sum = (sum & 0xFFFF_FFFF) + (sum >> 32);
        sum = (sum & 0xFFFF) + ((sum >> 16) & 0xFFFF) + (sum >> 32);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (uint)((sum & 0xFFFF) + (sum >> 16));
    }
}
