namespace NetSensor.Wire.Transport;

/// <summary>
/// ICMP (RFC 792) and ICMPv6 (RFC 4443 §2.1):
/// <code>
/// | type 1 | code 1 | checksum 2 | rest of header 4 | body
/// </code>
/// </summary>
internal static class Icmp
{
    /// <summary>Bytes of the header with the four that depend on the type.</summary>
    public const int HeaderLength = 8;

    /// <summary>Puts type and code where ports go and narrows the payload to what follows the eight header bytes.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var icmp = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (icmp.Length >= 2)
        {
            headers.SourcePort = icmp[0];
            headers.DestinationPort = icmp[1];
        }
        if (icmp.Length < HeaderLength) return Ports.Cut(HeaderLength, ref headers);
        headers.Fingerprint ^= ((uint)icmp[2] << 8) | icmp[3];
        Ports.Advance(ref headers, HeaderLength);
        return DecodeStatus.Ok;
    }
}
