using NetSensor.Wire.Links;
using NetSensor.Wire.Network;
using NetSensor.Wire.Transport;

namespace NetSensor.Wire;

/// <summary>Turns bytes into headers; never throws, never allocates.</summary>
public static class PacketDecoder
{
    /// <summary>Decodes one packet down to its first transport header; what it found before a fault stays valid.</summary>
    public static DecodeStatus Decode(in RawPacket packet, out PacketHeaders headers) =>
        Decode(packet.Bytes, packet.Link, packet.WireLength, out headers);

    /// <summary>As above, for a packet carried inside another one, or put together from fragments.</summary>
    public static DecodeStatus Decode(ReadOnlySpan<byte> bytes, LinkType link, int wireLength, out PacketHeaders headers)
    {
        headers = default;
        var offset = 0;
        switch (LinkHeaders.Walk(bytes, link, ref offset, ref headers))
        {
            case Layer.Ip: break;
            case Layer.Arp: return Arp.Read(bytes, offset, ref headers);
            case Layer.Truncated: return DecodeStatus.TruncatedNetwork;
            case Layer.Malformed: return DecodeStatus.Malformed;
            case Layer.Unknown: return DecodeStatus.UnknownLink;
            default:
                headers.PayloadOffset = Math.Min(offset, bytes.Length);
                headers.PayloadLength = headers.PayloadWireLength = bytes.Length - headers.PayloadOffset;
                return DecodeStatus.NotIp;
        }
        var status = ReadNetwork(bytes, offset, wireLength, ref headers);
        return status == DecodeStatus.Ok ? TransportHeaders.Read(bytes, ref headers) : status;
    }

    /// <summary>
    /// Goes on with a first fragment whose rest will never come, because the capture cut it: its transport header is all there is to know.
    /// <paramref name="headers"/> are those that <see cref="DecodeStatus.Fragment"/> came with.
    /// </summary>
    public static DecodeStatus DecodeFirstFragment(ReadOnlySpan<byte> bytes, ref PacketHeaders headers) => TransportHeaders.Read(bytes, ref headers);

    private static DecodeStatus ReadNetwork(ReadOnlySpan<byte> bytes, int offset, int wireLength, ref PacketHeaders headers)
    {
        headers.NetworkOffset = headers.TransportOffset = headers.PayloadOffset = Math.Min(offset, bytes.Length);
        if (offset >= bytes.Length)
        {
            headers.Fault = DecodeFault.TruncatedIp;
            return DecodeStatus.TruncatedNetwork;
        }
        switch (bytes[offset] >> 4) // the version rules, whatever the link announced
        {
            case 4: return Ipv4.Read(bytes, offset, wireLength, ref headers);
            case 6: return Ipv6.Read(bytes, offset, wireLength, ref headers);
            default:
                headers.Fault = DecodeFault.UnknownIpVersion;
                return DecodeStatus.Malformed;
        }
    }
}
