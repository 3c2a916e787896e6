using System.Buffers.Binary;

namespace NetSensor.Wire;

/// <summary>
/// IPv4 (RFC 791 §3.1):
/// <code>
/// | version 4 bits, header words 4 bits | service 1 | total length 2 | id 2 | flags 3 bits, fragment offset 13 bits |
/// | ttl 1 | protocol 1 | checksum 2 | source 4 | destination 4 | options 0..40 | payload ...
/// </code>
/// </summary>
internal static class Ipv4
{
    /// <summary>Bytes of a header without options.</summary>
    public const int MinimumHeaderLength = 20;

    private const int MoreFragmentsBit = 0x2000;
    private const int FragmentMask = 0x1FFF;

    /// <summary>
    /// Reads the header and leaves the IP payload in <see cref="PacketHeaders.PayloadOffset"/> and its lengths.
    /// <see cref="DecodeStatus.Ok"/> says that a transport header follows.
    /// </summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, int offset, int wireLength, ref PacketHeaders headers)
    {
        var ip = bytes[offset..];
        headers.NetworkOffset = offset;
        headers.TransportOffset = headers.PayloadOffset = offset;
        if (ip.Length < MinimumHeaderLength) return DecodeStatus.TruncatedNetwork;
        if (ip[0] >> 4 != 4) return DecodeStatus.Malformed;
        headers.Source = IpAddr.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(ip[12..]));
        headers.Destination = IpAddr.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(ip[16..]));
        headers.TimeToLive = ip[8];
        headers.Protocol = (IpProtocol)ip[9];
        var identification = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        headers.Fingerprint = ((uint)identification << 16) | BinaryPrimitives.ReadUInt16BigEndian(ip[10..]);

        var headerLength = (ip[0] & 0x0F) * 4;
        int totalLength = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        if (totalLength == 0) totalLength = Math.Max(wireLength, bytes.Length) - offset; // segmentation offload leaves the field empty
        headers.IpLength = totalLength;
        if (headerLength < MinimumHeaderLength || headerLength > totalLength) return DecodeStatus.Malformed;
        if (headerLength > ip.Length) return DecodeStatus.TruncatedNetwork;
        headers.TransportOffset = headers.PayloadOffset = offset + headerLength;
        headers.PayloadWireLength = totalLength - headerLength;
        headers.PayloadLength = Math.Min(totalLength, ip.Length) - headerLength;

        var fragment = BinaryPrimitives.ReadUInt16BigEndian(ip[6..]);
        if ((fragment & (MoreFragmentsBit | FragmentMask)) == 0) return DecodeStatus.Ok;
        headers.FragmentId = identification;
        headers.FragmentOffset = (ushort)((fragment & FragmentMask) * 8);
        headers.MoreFragments = (fragment & MoreFragmentsBit) != 0;
        return DecodeStatus.Fragment;
    }
}
