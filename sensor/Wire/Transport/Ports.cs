using System.Buffers.Binary;

namespace NetSensor.Wire.Transport;

/// <summary>The two ports with which TCP, UDP and SCTP begin.</summary>
internal static class Ports
{
    /// <summary>Bytes of both ports.</summary>
    public const int Length = 4;

    /// <summary>Reads both ports.</summary>
    public static void Read(ReadOnlySpan<byte> transport, ref PacketHeaders headers)
    {
        var ports = BinaryPrimitives.ReadUInt32BigEndian(transport);
        headers.SourcePort = (ushort)(ports >> 16);
        headers.DestinationPort = (ushort)ports;
    }

    /// <summary>Takes the ports of a header that is not all there, and says who cut it: the sender, or the capture.</summary>
    public static DecodeStatus ReadCut(ReadOnlySpan<byte> transport, int headerLength, ref PacketHeaders headers)
    {
        if (transport.Length >= Length) Read(transport, ref headers);
        return Cut(headerLength, ref headers);
    }

    /// <summary>Says who cut a transport header: the sender, or the capture.</summary>
    public static DecodeStatus Cut(int headerLength, ref PacketHeaders headers)
    {
        var bySender = headers.PayloadWireLength < headerLength;
        headers.Fault = bySender ? DecodeFault.TruncatedHeader : DecodeFault.InternallyTruncatedHeader;
        return bySender ? DecodeStatus.Malformed : DecodeStatus.TruncatedTransport;
    }

    /// <summary>Moves the payload behind a header of <paramref name="length"/> bytes, all of them captured.</summary>
    public static void Advance(ref PacketHeaders headers, int length)
    {
        headers.PayloadOffset += length;
        headers.PayloadLength -= length;
        headers.PayloadWireLength -= length;
    }
}
