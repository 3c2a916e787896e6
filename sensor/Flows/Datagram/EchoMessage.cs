using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Flows.Datagram;

/// <summary>One echo request or reply, as far as it was captured.</summary>
internal readonly ref struct EchoMessage
{
    private const int SequenceBytes = 4; // identifier and sequence number stand before the data (RFC 792, RFC 4443 §4.1)
    private const int HashedBytes = 256; // an altered reply differs early: carriers put their own head first

    public EchoMessage(in PacketHeaders headers, ReadOnlySpan<byte> bytes)
    {
        IsReply = headers.SourcePort is IcmpPairs.EchoReply or IcmpPairs.EchoReplyV6;
        Sequence = headers.PayloadOffset >= SequenceBytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(headers.PayloadOffset - SequenceBytes)..]) : 0;
        Data = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        Size = headers.PayloadWireLength;
    }

    /// <summary>Whether it answers.</summary>
    public bool IsReply { get; }

    /// <summary>Identifier and sequence number.</summary>
    public uint Sequence { get; }

    /// <summary>What was captured of the data behind them.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Bytes of data on the wire.</summary>
    public int Size { get; }

    /// <summary>The sequence above, 32 bits over size and data below; zero stands for "none", which one message in 2^64 would be taken for.</summary>
    public ulong Hash
    {
        get
        {
            var hash = 2_166_136_261u; // FNV-1a, 32 bits
            foreach (var value in Data[..Math.Min(Data.Length, HashedBytes)]) hash = (hash ^ value) * 16_777_619;
            return (ulong)Sequence << 32 | (hash ^ (uint)Size);
        }
    }
}
