using NetSensor.Wire;

namespace NetSensor.Capture;

/// <summary>
/// Up to <see cref="Capacity"/> packets that a source lends until its next read. The descriptors point into the source's own memory
/// (the mapped file, the capture ring, a pinned buffer): nothing is copied.
/// </summary>
public sealed unsafe class PacketBatch
{
    /// <summary>Packets per batch; 32 to 64 measured best for decoding and looking up in bulk.</summary>
    public const int Capacity = 32;

    private readonly Slot[] _slots = new Slot[Capacity];

    /// <summary>Packets in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no further packet fits.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>One packet; valid until the source's next read.</summary>
    public RawPacket this[int index]
    {
        get
        {
            ref readonly var slot = ref _slots[index];
            return new RawPacket(slot.Time, slot.Link, slot.WireLength, new ReadOnlySpan<byte>(slot.Bytes, slot.Length));
        }
    }

    /// <summary>Empties the batch.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a packet whose bytes stay where they are until the next read.</summary>
    public void Add(Timestamp time, LinkType link, int wireLength, byte* bytes, int length)
    {
        ref var slot = ref _slots[Count++];
        slot.Bytes = bytes;
        slot.Length = length;
        slot.WireLength = wireLength;
        slot.Time = time;
        slot.Link = link;
    }

    private struct Slot
    {
        public byte* Bytes;
        public Timestamp Time;
        public int Length;
        public int WireLength;
        public LinkType Link;
    }
}
