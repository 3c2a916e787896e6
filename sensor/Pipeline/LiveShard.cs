using NetSensor.Capture;
using NetSensor.Capture.Live;
using NetSensor.Flows;
using NetSensor.Recording;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// The loop of a core that listens. The kernel gives it the packets of its own flows only. On a silent link the wall clock moves the packet clock, a
/// little behind, so that flows end there too.
/// </summary>
public sealed class LiveShard(ILiveSource source, FlowTracker tracker, ShardOutbox outbox, TimeProvider wall) : IShard, IDisposable
{
    /// <summary>Packets after which an epoch is cut, so that a busy link does not gather events without end.</summary>
    public const int EpochPackets = 65_536;

    private static readonly TimeSpan EpochTime = TimeSpan.FromMilliseconds(250); // how late a log line or finding may be; a person would not notice
    private static readonly TimeSpan KernelDelay = TimeSpan.FromSeconds(1); // packets stamped earlier than this are in our hands: a block is retired in 50 ms

    private readonly PacketBatch _batch = new();
    private readonly ClockWatch _watch = new(wall);
    private bool _stopped;
    private long _packetAt;
    private Timestamp _nextTick = Timestamp.MinValue;

    /// <summary>Where its packets come from.</summary>
    public ILiveSource Source { get; } = source;

    /// <summary>Its flows.</summary>
    public FlowTracker Tracker { get; } = tracker;

    /// <summary>Where its packets are remembered for later findings; null for nowhere.</summary>
    public PacketRing? Ring { get; init; }

    /// <summary>What it gives up when it cannot keep up; null for nothing.</summary>
    public PayloadShedding? Shedding { get; init; }

    /// <summary>The packet clock.</summary>
    public Timestamp Clock { get; private set; } = Timestamp.MinValue;

    /// <summary>Time since its source last had a packet; null before the first. May be asked from another thread.</summary>
    public TimeSpan? SincePacket => Interlocked.Read(ref _packetAt) is var at and not 0 ? wall.GetElapsedTime(at) : null;

    /// <summary>Told, on the shard's thread, by how much the clock was set; null for nobody.</summary>
    public Action<TimeSpan>? ClockJumped { get; init; }

    /// <summary>The time of the first packet; null before it.</summary>
    public Timestamp? FirstPacket { get; private set; }

    /// <inheritdoc/>
    public void RunEpoch(Epoch epoch, CancellationToken cancel)
    {
        outbox.Epoch = epoch;
        _watch.Follow();
        var started = wall.GetTimestamp();
        var asked = started;
        for (var packets = 0; packets < EpochPackets && wall.GetElapsedTime(started, asked) < EpochTime; packets += _batch.Count, asked = wall.GetTimestamp())
        {
            if (cancel.IsCancellationRequested && !_stopped)
            {
                Source.Stop();
                _stopped = true;
            }
            if (!Source.Read(_batch))
            {
                Tracker.Finish();
                epoch.IsLast = true;
                break;
            }
            Shedding?.AfterRead(_batch.Count);
            if (_batch.Count > 0)
            {
                Interlocked.Exchange(ref _packetAt, asked);
                Account();
                continue;
            }
            epoch.Idle += wall.GetElapsedTime(asked);
            Advance(Timestamp.FromUnix(0, wall.GetUtcNow().Subtract(DateTimeOffset.UnixEpoch).Ticks * 100) - KernelDelay);
        }
        epoch.Clock = Clock;
    }

    /// <summary>Closes its source.</summary>
    public void Dispose() => Source.Dispose();

    private void Account()
    {
        for (var slot = 0; slot < _batch.Count; slot++) Tracker.Prepare(slot, _batch[slot]);
        Tracker.Fetch();
        for (var slot = 0; slot < _batch.Count; slot++)
        {
            var packet = _batch[slot];
            FirstPacket ??= packet.Time;
            Advance(packet.Time);
            Ring?.Add(packet);
            Tracker.Process(slot, packet);
        }
    }

    private void Advance(Timestamp now)
    {
        if (_watch.Take(now) is var jump && jump != TimeSpan.Zero) FollowJump(jump);
        if (now > Clock) Clock = now;
        if (Clock >= _nextTick)
        {
            outbox.Epoch.Ticks.Add(Clock);
            _nextTick = Clock + Shard.TickEvery;
        }
        Tracker.Advance(now);
    }

    /// <summary>The clock was set: what is open goes on by the new one, as old as it was.</summary>
    private void FollowJump(TimeSpan jump)
    {
        Tracker.Shift(jump);
        Clock += jump;
        _nextTick = Clock;
        outbox.Epoch.IsSetBack |= jump < TimeSpan.Zero;
        ClockJumped?.Invoke(jump);
    }
}
