namespace NetSensor.Wire.Transport;

/// <summary>
/// SCTP's common header (RFC 9260 §3.1):
/// <code>
/// | source port 2 | destination port 2 | verification tag 4 | checksum 4 | chunks ...
/// </code>
/// </summary>
internal static class Sctp
{
    private const int HeaderLength = 12;

    /// <summary>Reads the ports and narrows the payload to the chunks.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var sctp = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (sctp.Length < HeaderLength) return Ports.ReadCut(sctp, HeaderLength, ref headers);
        Ports.Read(sctp, ref headers);
        Ports.Advance(ref headers, HeaderLength);
        return DecodeStatus.Ok;
    }
}
