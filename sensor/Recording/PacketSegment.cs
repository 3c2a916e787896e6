using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>
/// A piece of a <see cref="PacketRing"/>: packets one behind the other. One thread adds to it; others may read what was added by then, as long as they
/// hold a pin.
/// </summary>
internal sealed class PacketSegment
{
    /// <summary>Bytes of a segment: small beside the ring, large beside a packet.</summary>
    public const int Capacity = 1 << 20;

    private const int HeaderLength = 8 + 4 + 4 + 2; // time, bytes on the wire, bytes captured, link type

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Capacity);
    private int _length;

    /// <summary>Readers that need its packets to stay; guarded by the ring.</summary>
    public int Pins { get; set; }

    /// <summary>Whether a packet of this many bytes fits into an empty segment at all.</summary>
    public static bool Fits(int bytes) => HeaderLength + bytes <= Capacity;

    /// <summary>Adds a packet; false when there is no room.</summary>
    public bool TryAdd(in RawPacket packet)
    {
        var start = _length;
        if (start + HeaderLength + packet.Bytes.Length > Capacity) return false;
        var at = _bytes.AsSpan(start);
        BinaryPrimitives.WriteInt64LittleEndian(at, packet.Time.Nanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(at[8..], packet.WireLength);
        BinaryPrimitives.WriteInt32LittleEndian(at[12..], packet.Bytes.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[16..], (ushort)packet.Link);
        packet.Bytes.CopyTo(at[HeaderLength..]);
        Volatile.Write(ref _length, start + HeaderLength + packet.Bytes.Length); // whoever sees the length sees the packet
        return true;
    }

    /// <summary>Forgets its packets.</summary>
    public void Clear() => Volatile.Write(ref _length, 0);

    /// <summary>The packet at an offset, which moves behind it; false when there is none (yet).</summary>
    public bool TryRead(scoped ref int offset, out RawPacket packet)
    {
        packet = default;
        if (offset >= Volatile.Read(ref _length)) return false;
        var at = _bytes.AsSpan(offset);
        var captured = BinaryPrimitives.ReadInt32LittleEndian(at[12..]);
        packet = new RawPacket(
            new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(at)), (LinkType)BinaryPrimitives.ReadUInt16LittleEndian(at[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(at[8..]), at.Slice(HeaderLength, captured));
        offset += HeaderLength + captured;
        return true;
    }
}
