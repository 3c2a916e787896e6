using System.Buffers.Binary;

namespace NetSensor.Wire.Network;

/// <summary>
/// ARP for IPv4 over Ethernet (RFC 826):
/// <code>
/// | hardware 2 | protocol 2 | lengths 1+1 | operation 2 | sender MAC 6 | sender IP 4 | target MAC 6 | target IP 4 |
/// </code>
/// </summary>
internal static class Arp
{
    private const int HeaderLength = 8;
    private const int BodyLength = 20;         // with Ethernet and IPv4 addresses
    private const ushort IPv4Protocol = 0x0800;
    private const ushort AddressLengths = 0x0604;

    /// <summary>Reads the addresses; the operation goes where ports go, the whole of it is the payload.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, int offset, ref PacketHeaders headers)
    {
        var arp = bytes[offset..];
        headers.NetworkOffset = headers.TransportOffset = headers.PayloadOffset = offset;
        headers.PayloadLength = headers.PayloadWireLength = arp.Length;
        if (arp.Length < HeaderLength) return DecodeStatus.TruncatedNetwork;
        headers.SourcePort = BinaryPrimitives.ReadUInt16BigEndian(arp[6..]);
        if (BinaryPrimitives.ReadUInt16BigEndian(arp[2..]) != IPv4Protocol) return DecodeStatus.NotIp;
        if (BinaryPrimitives.ReadUInt16BigEndian(arp[4..]) != AddressLengths) return DecodeStatus.Malformed;
        if (arp.Length < HeaderLength + BodyLength) return DecodeStatus.TruncatedNetwork;
        headers.Source = IpAddr.FromIPv4(arp[14..]);
        headers.Destination = IpAddr.FromIPv4(arp[24..]);
        return DecodeStatus.Arp;
    }
}
