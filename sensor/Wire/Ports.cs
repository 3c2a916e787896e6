using System.Buffers.Binary;

namespace NetSensor.Wire;

/// <summary>The two ports with which TCP, UDP and SCTP begin.</summary>
internal static class Ports
{
    /// <summary>Bytes of both ports.</summary>
    public const int Length = 4;

    /// <summary>Takes the ports of a header that is not all there, and says who cut it: the capture, or the sender.</summary>
    public static DecodeStatus ReadCut(ReadOnlySpan<byte> transport, int headerLength, ref PacketHeaders headers)
    {
        if (transport.Length >= Length)
        {
            headers.SourcePort = BinaryPrimitives.ReadUInt16BigEndian(transport);
            headers.DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(transport[2..]);
        }
        return headers.PayloadWireLength < headerLength ? DecodeStatus.Malformed : DecodeStatus.TruncatedTransport;
    }
}
