using System.Buffers.Binary;

namespace NetSensor.Wire.Network;

/// <summary>
/// IPv6 (RFC 8200 §3):
/// <code>
/// | version 4 bits, class 8 bits, flow label 20 bits | payload length 2 | next header 1 | hop limit 1 | source 16 | destination 16 |
/// </code>
/// </summary>
internal static class Ipv6
{
    /// <summary>Bytes of the fixed header.</summary>
    public const int HeaderLength = 40;

    /// <summary>
    /// Reads the header and its extensions and leaves what follows in <see cref="PacketHeaders.PayloadOffset"/> and its lengths.
    /// <see cref="DecodeStatus.Ok"/> says that a transport header follows.
    /// </summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, int offset, int wireLength, ref PacketHeaders headers)
    {
        var ip = bytes[offset..];
        headers.NetworkOffset = headers.TransportOffset = headers.PayloadOffset = offset;
        headers.IsIPv6 = true;
        if (ip.Length < HeaderLength)
        {
            headers.Fault = DecodeFault.TruncatedIp;
            return DecodeStatus.TruncatedNetwork;
        }
        headers.Source = IpAddr.FromIPv6(ip[8..]);
        headers.Destination = IpAddr.FromIPv6(ip[24..]);
        headers.TimeToLive = ip[7];
        headers.Protocol = (IpProtocol)ip[6];

        int payloadLength = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        headers.Fingerprint = (uint)payloadLength << 16;
        headers.IpLength = HeaderLength + payloadLength;
        var onWire = Math.Max(wireLength, bytes.Length) - offset;
        // zero announces a jumbogram (RFC 2675 §3) or was left by segmentation offload
        if (payloadLength == 0 && headers.Protocol != IpProtocol.NoNextHeader) payloadLength = onWire - HeaderLength;
        if (payloadLength + HeaderLength > onWire)
        {
            headers.Fault = DecodeFault.TruncatedIpLength;
            return DecodeStatus.Malformed;
        }
        headers.TransportOffset = headers.PayloadOffset = offset + HeaderLength;
        headers.PayloadWireLength = payloadLength;
        headers.PayloadLength = Math.Min(payloadLength, ip.Length - HeaderLength);
        return Ipv6Extensions.Are(headers.Protocol) ? Ipv6Extensions.Read(bytes, ref headers) : DecodeStatus.Ok;
    }
}
