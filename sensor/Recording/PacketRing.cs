using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>
/// The latest packets of one shard, in memory of a fixed size: the oldest make room. The shard adds; another thread may look at what is there without
/// holding it up.
/// </summary>
public sealed class PacketRing
{
    private const int SpareSegments = 8; // beyond the ring's size while a reader holds old ones
    private const int SourceMacOffset = 6;

    private readonly object _gate = new();
    private readonly Queue<PacketSegment> _segments = new(); // oldest first; the last is the one being filled
    private readonly ConversationBudget _budget;
    private readonly int _most;
    private PacketSegment _filling = new();

    /// <summary>A ring of so many bytes (two segments at least), that keeps so many of what two hosts say at a time.</summary>
    public PacketRing(long bytes, int burstBytes)
    {
        _most = (int)Math.Max(2, bytes / PacketSegment.Capacity);
        _budget = new ConversationBudget(burstBytes);
        _segments.Enqueue(_filling);
    }

    /// <summary>Packets that were remembered.</summary>
    public long Remembered { get; private set; }

    /// <summary>Packets that were not: their hosts had said enough.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Packets that found no room because readers held the ring.</summary>
    public long Missed { get; private set; }

    /// <summary>Remembers a packet, if it is worth it. Called by the shard alone.</summary>
    public void Add(in RawPacket packet)
    {
        if (!PacketSegment.Fits(packet.Bytes.Length) || !_budget.Allows(PairOf(packet), packet.Time, packet.Bytes.Length)) PassedOver++;
        else if (_filling.TryAdd(packet) || (TryTurn() && _filling.TryAdd(packet))) Remembered++;
        else Missed++;
    }

    /// <summary>The segments as they are now, oldest first; they stay as they are until <see cref="Release"/>.</summary>
    internal PacketSegment[] Pin()
    {
        lock (_gate)
        {
            foreach (var segment in _segments) segment.Pins++;
            return [.. _segments];
        }
    }

    /// <summary>The reader is done.</summary>
    internal void Release(PacketSegment[] pinned)
    {
        lock (_gate)
        {
            foreach (var segment in pinned) segment.Pins--;
        }
    }

    /// <summary>Goes on with an empty segment.</summary>
    private bool TryTurn()
    {
        lock (_gate)
        {
            if (_segments.Count < _most) _filling = new PacketSegment();
            else if (_segments.Peek().Pins == 0)
            {
                _filling = _segments.Dequeue();
                _filling.Clear();
                while (_segments.Count >= _most && _segments.Peek().Pins == 0) _segments.Dequeue(); // back to its size after a reader held it; ends: takes one each turn
            }
            else if (_segments.Count < _most + SpareSegments) _filling = new PacketSegment();
            else return false;
            _segments.Enqueue(_filling);
            return true;
        }
    }

    /// <summary>Who talks to whom; frames without IP go by their sender.</summary>
    private static uint PairOf(in RawPacket packet)
    {
        var pair = ShardHash.Of(packet);
        if (pair != 0 || packet.Link != LinkType.Ethernet || packet.Bytes.Length < SourceMacOffset + 6) return pair;
        return BinaryPrimitives.ReadUInt32LittleEndian(packet.Bytes[(SourceMacOffset + 2)..]) * 0x9E37_79B1;
    }
}
