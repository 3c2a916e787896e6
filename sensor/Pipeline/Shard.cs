using NetSensor.Capture;
using NetSensor.Flows;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// The loop that every core runs. A shard reads every packet of its source, tells the clock to its flow tracker, and accounts the packets
/// whose flow is its own. It shares nothing with other shards.
/// </summary>
public sealed class Shard(int index, int count, IPacketSource source, FlowTracker tracker, ShardOutbox outbox) : IShard, IDisposable
{
    /// <summary>
    /// Packets between two cuts. Higher: fewer hand-overs and more events in memory; lower: findings sooner. Only speed depends on it:
    /// a hand-over costs about as much as a hundred packets.
    /// </summary>
    public const int EpochPackets = 16_384;

    /// <summary>Packet time between two ticks: Zeek's table_expire_interval.</summary>
    internal static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(10);

    private readonly PacketBatch _batch = new();
    private readonly bool[] _own = new bool[PacketBatch.Capacity];
    private int _next;
    private bool _open = true;
    private Timestamp _nextTick = index == 0 ? Timestamp.MinValue : new Timestamp(long.MaxValue); // all shards see the same times: one tells

    /// <summary>Where its packets come from.</summary>
    public IPacketSource Source { get; } = source;

    /// <summary>Its flows.</summary>
    public FlowTracker Tracker { get; } = tracker;

    /// <summary>The latest time of any packet so far; <see cref="Timestamp.MinValue"/> before the first.</summary>
    public Timestamp Clock { get; private set; } = Timestamp.MinValue;

    /// <summary>The time of the capture's first packet; null before it.</summary>
    public Timestamp? FirstPacket { get; private set; }

    /// <summary>Holds packets back until they are due; null for as fast as possible.</summary>
    public Pacer? Pacer { get; init; }

    /// <inheritdoc/>
    public void RunEpoch(Epoch epoch, CancellationToken cancel)
    {
        outbox.Epoch = epoch;
        for (var left = EpochPackets; left > 0 && !epoch.IsLast; left--)
        {
            if (_next >= _batch.Count && !ReadBatch(cancel)) epoch.IsLast = true;
            else if (Pacer is not null && Pacer.CutsBefore(_batch[_next].Time)) break;
            else Account(_next++, cancel);
        }
        if (epoch.IsLast) Tracker.Finish();
        epoch.Clock = Clock;
    }

    /// <summary>Closes its source.</summary>
    public void Dispose() => Source.Dispose();

    /// <summary>Reads the next packets and prepares the own ones; false once there are none.</summary>
    private bool ReadBatch(CancellationToken cancel)
    {
        _next = 0;
        _batch.Clear();
        while (_open && _batch.Count == 0) _open = Source.Read(_batch) && !cancel.IsCancellationRequested;
        for (var slot = 0; slot < _batch.Count; slot++)
        {
            var packet = _batch[slot];
            _own[slot] = IsOwn(packet);
            if (_own[slot]) Tracker.Prepare(slot, packet);
        }
        Tracker.Fetch();
        return _batch.Count > 0;
    }

    private void Account(int slot, CancellationToken cancel)
    {
        var packet = _batch[slot];
        Pacer?.WaitFor(packet.Time, cancel);
        FirstPacket ??= packet.Time;
        if (packet.Time > Clock) Clock = packet.Time;
        if (Clock >= _nextTick) Tick();
        Tracker.Advance(packet.Time); // own or not: flows must end at the same packet for any number of shards
        if (_own[slot]) Tracker.Process(slot, packet);
    }

    private void Tick()
    {
        outbox.Epoch.Ticks.Add(Clock);
        _nextTick = Clock + TickEvery;
    }

    private bool IsOwn(in RawPacket packet) => count == 1 || ShardOf(packet) == index;

    /// <summary>Maps the hash to a shard by its upper bits, which are mixed best.</summary>
    private int ShardOf(in RawPacket packet) => (int)(((ulong)ShardHash.Of(packet) * (uint)count) >> 32);
}
