using System.Runtime.InteropServices;
using NetSensor.Wire;

namespace NetSensor.Capture;

/// <summary>Packets copied into memory that does not move, to be read by several threads.</summary>
internal sealed unsafe class PacketBlock
{
    private const int MaxPackets = 1024;
    private const int TargetBytes = 256 * 1024; // fits a core's cache together with the flow table's busy part

    private readonly Slot[] _slots = new Slot[MaxPackets];
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(TargetBytes + TargetBytes / 4, pinned: true);
    private int _used;

    /// <summary>Packets in the block.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it is time to hand it over.</summary>
    public bool IsFull => _used >= TargetBytes || Count + PacketBatch.Capacity > MaxPackets;

    /// <summary>Readers that have not given it back; guarded by the feed.</summary>
    public int Readers { get; set; }

    /// <summary>Empties it.</summary>
    public void Clear() => (Count, _used) = (0, 0);

    /// <summary>Copies the packets of a batch behind those that it holds.</summary>
    public void Copy(PacketBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var packet = batch[i];
            Reserve(packet.Bytes.Length);
            packet.Bytes.CopyTo(_bytes.AsSpan(_used));
            _slots[Count++] = new Slot(packet.Time, packet.Link, packet.WireLength, _used, packet.Bytes.Length);
            _used += packet.Bytes.Length;
        }
    }

    /// <summary>Lends packets from <paramref name="next"/> on until the batch is full; returns the first that was not lent.</summary>
    public int Lend(int next, PacketBatch batch)
    {
        var bytes = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
        for (; next < Count && !batch.IsFull; next++)
        {
            ref readonly var slot = ref _slots[next];
            batch.Add(slot.Time, slot.Link, slot.WireLength, bytes + slot.Offset, slot.Length);
        }
        return next;
    }

    /// <summary>Makes room while nobody reads; packets of a capture have a largest length, so this ends.</summary>
    private void Reserve(int more)
    {
        if (_bytes.Length - _used >= more) return;
        var larger = GC.AllocateUninitializedArray<byte>(Math.Max(_bytes.Length * 2, _used + more), pinned: true);
        _bytes.AsSpan(0, _used).CopyTo(larger);
        _bytes = larger;
    }

    private readonly record struct Slot(Timestamp Time, LinkType Link, int WireLength, int Offset, int Length);
}
