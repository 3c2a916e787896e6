using NetSensor.Wire;

namespace NetSensor.Flows.Tcp;

/// <summary>One TCP segment as it came.</summary>
internal readonly ref struct TcpSegment(in PacketHeaders headers, Timestamp time, ReadOnlySpan<byte> payload)
{
    public Timestamp Time { get; } = time;
    public uint Sequence { get; } = headers.Sequence;
    public uint Acknowledgement { get; } = headers.Acknowledgement;
    public ushort Window { get; } = headers.Window;
    public TcpFlags Flags { get; } = headers.TcpFlags;

    /// <summary>Payload bytes on the wire.</summary>
    public int Length { get; } = Math.Max(0, headers.PayloadWireLength);

    /// <summary>Payload bytes that were captured.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    public bool Syn => (Flags & TcpFlags.Syn) != 0;
    public bool Ack => (Flags & TcpFlags.Ack) != 0;
    public bool Fin => (Flags & TcpFlags.Fin) != 0;
    public bool Rst => (Flags & TcpFlags.Rst) != 0;

    /// <summary>Length in sequence space: SYN and FIN take one each; the data of a RST is not part of the stream.</summary>
    public int SequenceLength => (Rst ? 0 : Length) + (Syn ? 1 : 0) + (Fin ? 1 : 0);
}
