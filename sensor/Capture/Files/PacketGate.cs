using System.Runtime.CompilerServices;
using NetSensor.Wire;

namespace NetSensor.Capture.Files;

/// <summary>The last step of every file reader: asks the filter, counts, and lends the packet to the batch.</summary>
internal sealed unsafe class PacketGate(CaptureCounters counters, IPacketFilter? filter)
{
    private long _packets;
    private long _bytes;
    private long _wireBytes;
    private long _cut;
    private long _filtered;

    /// <summary>Lends one packet unless the filter turns it away. A wire length below the captured length is a writer's mistake and raised to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Lend(PacketBatch batch, Timestamp time, LinkType link, uint original, byte* bytes, int captured)
    {
        var wire = original > int.MaxValue ? int.MaxValue : Math.Max((int)original, captured);
        if (filter is not null && !Wanted(new RawPacket(time, link, wire, new ReadOnlySpan<byte>(bytes, captured)))) return;
        _packets++;
        _bytes += captured;
        _wireBytes += wire;
        if (captured < wire) _cut++;
        batch.Add(time, link, wire, bytes, captured);
    }

    /// <summary>Brings the counters up to date; once per batch, so that the loop counts in one place close by.</summary>
    public void Publish()
    {
        counters.Packets = _packets;
        counters.Bytes = _bytes;
        counters.WireBytes = _wireBytes;
        counters.CutPackets = _cut;
        counters.FilteredPackets = _filtered;
    }

    private bool Wanted(in RawPacket packet)
    {
        if (filter!.Accepts(packet)) return true;
        _filtered++;
        return false;
    }
}
