using System.Buffers.Binary;

namespace NetSensor.Wire;

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

    /// <summary>Reads the header and narrows the payload to what its length and the IP header's both allow.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var udp = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (udp.Length < HeaderLength) return Ports.ReadCut(udp, HeaderLength, ref headers);
        var ports = BinaryPrimitives.ReadUInt32BigEndian(udp);
        headers.SourcePort = (ushort)(ports >> 16);
        headers.DestinationPort = (ushort)ports;
        headers.Fingerprint ^= BinaryPrimitives.ReadUInt16BigEndian(udp[6..]);
        int length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        headers.PayloadOffset += HeaderLength;
        headers.PayloadLength -= HeaderLength;
        headers.PayloadWireLength -= HeaderLength;
        if (length >= HeaderLength && length - HeaderLength < headers.PayloadWireLength)
        {
            headers.PayloadWireLength = length - HeaderLength;
            headers.PayloadLength = Math.Min(headers.PayloadLength, headers.PayloadWireLength);
        }
        return DecodeStatus.Ok;
    }
}
