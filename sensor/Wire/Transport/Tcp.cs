using System.Buffers.Binary;

namespace NetSensor.Wire.Transport;

/// <summary>
/// TCP (RFC 9293 §3.1):
/// <code>
/// | source port 2 | destination port 2 | sequence 4 | acknowledgement 4 | words 4 bits, flags 12 bits | window 2 | checksum 2 | urgent 2 | options
/// </code>
/// </summary>
internal static class Tcp
{
    /// <summary>Bytes of a header without options.</summary>
    public const int MinimumHeaderLength = 20;

    /// <summary>Reads the header and narrows the payload to what follows it. Options cut by the snap length do no harm.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var tcp = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (tcp.Length < MinimumHeaderLength) return Ports.ReadCut(tcp, MinimumHeaderLength, ref headers);
        Ports.Read(tcp, ref headers);
        headers.Sequence = BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]);
        headers.Acknowledgement = BinaryPrimitives.ReadUInt32BigEndian(tcp[8..]);
        headers.TcpFlags = (TcpFlags)tcp[13];
        headers.Window = BinaryPrimitives.ReadUInt16BigEndian(tcp[14..]);
        headers.Fingerprint ^= BinaryPrimitives.ReadUInt16BigEndian(tcp[16..]);
        var headerLength = tcp[12] >> 4 << 2;
        if (headerLength < MinimumHeaderLength || headerLength > headers.PayloadWireLength)
        {
            headers.Fault = headerLength < MinimumHeaderLength ? DecodeFault.BadTcpHeaderLength : DecodeFault.TruncatedHeader;
            return DecodeStatus.Malformed;
        }
        var captured = Math.Min(headerLength, tcp.Length);
        headers.PayloadOffset += captured;
        headers.PayloadLength -= captured;
        headers.PayloadWireLength -= headerLength;
        return DecodeStatus.Ok;
    }
}
