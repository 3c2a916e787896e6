using System.Buffers.Binary;

namespace NetSensor.Wire.Transport;

/// <summary>
/// UDP (RFC 768):
/// <code>
/// | source port 2 | destination port 2 | length of header and data 2 | checksum 2 | data
/// </code>
/// </summary>
internal static class Udp
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 8;

    /// <summary>
    /// Reads the header and narrows the payload: its wire length is what UDP announces, even beyond what IP does; its captured bytes stay within both.
    /// </summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var udp = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (udp.Length < HeaderLength) return Ports.ReadCut(udp, HeaderLength, ref headers);
        Ports.Read(udp, ref headers);
        headers.Fingerprint ^= BinaryPrimitives.ReadUInt16BigEndian(udp[6..]);
        Ports.Advance(ref headers, HeaderLength);
        int length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        if (length < HeaderLength) return DecodeStatus.Ok; // zero for jumbograms and segmentation offload: IP's length holds
        headers.PayloadWireLength = length - HeaderLength;
        headers.PayloadLength = Math.Min(headers.PayloadLength, headers.PayloadWireLength);
        return DecodeStatus.Ok;
    }
}
