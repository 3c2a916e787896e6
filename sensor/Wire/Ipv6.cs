using System.Buffers.Binary;

namespace NetSensor.Wire;

/// <summary>
/// IPv6 (RFC 8200 §3) with its extension headers (§4):
/// <code>
/// | version 4 bits, class 8 bits, flow label 20 bits | payload length 2 | next header 1 | hop limit 1 | source 16 | destination 16 |
/// extension: | next header 1 | length in units of 8, without the first 8 | ...
/// fragment:  | next header 1 | reserved 1 | offset 13 bits, 0 2 bits, more 1 bit | identification 4 |
/// </code>
/// </summary>
internal static class Ipv6
{
    /// <summary>Bytes of the fixed header.</summary>
    public const int HeaderLength = 40;

    private const int MaxExtensions = 16; // RFC 8200 recommends each at most once, which makes 8; more is an attack on decoders
    private const int FragmentHeaderLength = 8;

    /// <summary>
    /// Reads the header and its extensions and leaves what follows in <see cref="PacketHeaders.PayloadOffset"/> and its lengths.
    /// <see cref="DecodeStatus.Ok"/> says that a transport header follows.
    /// </summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, int offset, int wireLength, ref PacketHeaders headers)
    {
        var ip = bytes[offset..];
        headers.NetworkOffset = offset;
        headers.TransportOffset = headers.PayloadOffset = offset;
        headers.IsIPv6 = true;
        if (ip.Length < HeaderLength) return DecodeStatus.TruncatedNetwork;
        if (ip[0] >> 4 != 6) return DecodeStatus.Malformed;
        headers.Source = IpAddr.FromIPv6(ip[8..]);
        headers.Destination = IpAddr.FromIPv6(ip[24..]);
        headers.TimeToLive = ip[7];
        headers.Protocol = (IpProtocol)ip[6];

        int payloadLength = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        if (payloadLength == 0 && headers.Protocol == IpProtocol.HopByHop || payloadLength == 0 && headers.Protocol is IpProtocol.Tcp)
            payloadLength = Math.Max(wireLength, bytes.Length) - offset - HeaderLength; // a jumbogram (RFC 2675) or segmentation offload
        headers.IpLength = HeaderLength + payloadLength;
        headers.TransportOffset = headers.PayloadOffset = offset + HeaderLength;
        headers.PayloadWireLength = payloadLength;
        headers.PayloadLength = Math.Min(payloadLength, ip.Length - HeaderLength);
        return IsExtension(headers.Protocol) ? ReadExtensions(bytes, ref headers) : DecodeStatus.Ok;
    }

    private static bool IsExtension(IpProtocol protocol) => protocol is IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.Fragment
        or IpProtocol.DestinationOptions or IpProtocol.Ah or IpProtocol.Mobility;

    private static DecodeStatus ReadExtensions(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        for (var count = 0; IsExtension(headers.Protocol); count++)
        {
            if (count == MaxExtensions) return DecodeStatus.Malformed;
            var extension = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
            if (extension.Length < FragmentHeaderLength)
                return headers.PayloadWireLength < FragmentHeaderLength ? DecodeStatus.Malformed : DecodeStatus.TruncatedNetwork;
            var current = headers.Protocol;
            var length = LengthOf(current, extension[1]);
            if (length > headers.PayloadWireLength) return DecodeStatus.Malformed;
            if (length > extension.Length) return DecodeStatus.TruncatedNetwork;
            headers.Protocol = (IpProtocol)extension[0];
            Advance(ref headers, length);
            if (current == IpProtocol.Fragment && IsFragment(extension, ref headers)) return DecodeStatus.Fragment;
        }
        return DecodeStatus.Ok;
    }

    private static int LengthOf(IpProtocol extension, byte units) => extension switch
    {
        IpProtocol.Fragment => FragmentHeaderLength,
        IpProtocol.Ah => (units + 2) * 4, // RFC 4302 §2.2: in 4-byte units, minus 2
        _ => (units + 1) * 8,
    };

    private static void Advance(ref PacketHeaders headers, int length)
    {
        headers.PayloadOffset += length;
        headers.PayloadLength -= length;
        headers.PayloadWireLength -= length;
        headers.TransportOffset = headers.PayloadOffset;
    }

    private static bool IsFragment(ReadOnlySpan<byte> extension, ref PacketHeaders headers)
    {
        var field = BinaryPrimitives.ReadUInt16BigEndian(extension[2..]);
        headers.FragmentId = BinaryPrimitives.ReadUInt32BigEndian(extension[4..]);
        headers.FragmentOffset = (ushort)(field & ~7);
        headers.MoreFragments = (field & 1) != 0;
        return headers.FragmentOffset != 0 || headers.MoreFragments; // RFC 6946: an atomic fragment is a whole datagram
    }
}
