using System.Buffers.Binary;

namespace NetSensor.Wire.Network;

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
    /// Reads the header and leaves the IP payload in <see cref="PacketHeaders.PayloadOffset"/> and its lengths; what lies behind the announced
    /// length is padding. <see cref="DecodeStatus.Ok"/> says that a transport header follows.
    /// </summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, int offset, int wireLength, ref PacketHeaders headers)
    {
        var ip = bytes[offset..];
        headers.NetworkOffset = headers.TransportOffset = headers.PayloadOffset = offset;
        if (ip.Length < MinimumHeaderLength) return Fault(DecodeFault.TruncatedIp, DecodeStatus.TruncatedNetwork, ref headers);
        headers.Source = IpAddr.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(ip[12..]));
        headers.Destination = IpAddr.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(ip[16..]));
        headers.TimeToLive = ip[8];
        headers.Protocol = (IpProtocol)ip[9];
        var identification = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        headers.Fingerprint = ((uint)identification << 16) | BinaryPrimitives.ReadUInt16BigEndian(ip[10..]);

        var headerLength = (ip[0] & 0x0F) * 4;
        int totalLength = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        headers.IpLength = totalLength;
        var onWire = Math.Max(wireLength, bytes.Length) - offset;
        if (totalLength == 0)
        {
            headers.Fault = DecodeFault.IpLengthZero;
            totalLength = onWire;
        }
        if (totalLength > onWire) return Fault(DecodeFault.TruncatedIpLength, DecodeStatus.Malformed, ref headers);
        if (headerLength > totalLength) return Fault(DecodeFault.InvalidIpHeaderSize, DecodeStatus.Malformed, ref headers);
        if (headerLength > ip.Length) return Fault(DecodeFault.InternallyTruncatedHeader, DecodeStatus.TruncatedNetwork, ref headers);
        if (headerLength < MinimumHeaderLength) return Fault(DecodeFault.IPv4MinimumHeaderSize, DecodeStatus.Malformed, ref headers);
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

    private static DecodeStatus Fault(DecodeFault fault, DecodeStatus status, ref PacketHeaders headers)
    {
        headers.Fault = fault;
        return status;
    }
}
