using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// What one shard observed between two cuts. The cuts count packets of the whole capture, so they lie at the same place for every shard,
/// however many there are. Reused: a shard fills it, the judge empties it.
/// </summary>
public sealed class Epoch : IEventSink, IBatch
{
    private readonly List<SensorEvent> _events = [];

    /// <summary>The events in the order in which the shard told them.</summary>
    public IReadOnlyList<SensorEvent> Events => _events;

    /// <summary>The packet clock at the cut; the same for every shard.</summary>
    public Timestamp Clock { get; set; } = Timestamp.MinValue;

    /// <summary>
    /// Times of packets with about ten seconds between them, beginning with the capture's first: what happens by the clock behind the merge happens
    /// at these. Only one of the shards that read a capture tells them.
    /// </summary>
    public List<Timestamp> Ticks { get; } = [];

    /// <summary>Time in which the shard's source had nothing for it.</summary>
    public TimeSpan Idle { get; set; }

    /// <summary>Whether the clock was set back meanwhile: what was told before must not wait for it to come there again.</summary>
    public bool IsSetBack { get; set; }

    /// <summary>Whether the shard is done and no further epoch follows.</summary>
    public bool IsLast { get; set; }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened) => _events.Add(happened);

    /// <inheritdoc/>
    public void Clear()
    {
        _events.Clear();
        Ticks.Clear();
        Clock = Timestamp.MinValue;
        Idle = TimeSpan.Zero;
        IsSetBack = false;
        IsLast = false;
    }
}
