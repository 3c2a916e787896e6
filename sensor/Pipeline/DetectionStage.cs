using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Feeds the detectors, in order, on one thread: to each the events that it needs, and a tick at each whole minute of packet time that passed, before what
/// happened next: where they are does not depend on when the capture began, so that one that is cut in two gives the same.
/// </summary>
public sealed class DetectionStage(IReadOnlyList<IDetector> detectors, IDetectionSink detections) : IEventSink
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMinutes(1);
    private static readonly long TickNanoseconds = TickEvery.Ticks * TimeSpan.NanosecondsPerTick;

    private const int Slots = 256; // a few times the types of events; a power of two

    private readonly Dictionary<Type, Taker[]> _byEvent = []; // filled as types appear: most events are wanted by few
    private readonly (Type? Type, Taker[] Takers)[] _slots = new (Type?, Taker[])[Slots]; // the same, found by one look; types that share one take turns in it
    private Timestamp _clock = Timestamp.MinValue;
    private Timestamp _nextTick = Timestamp.MinValue;

    /// <summary>A detector's way in, found once: a call through the interface would look for it at each event, since they are of many classes.</summary>
    private delegate void Taker(SensorEvent happened, IDetectionSink detections);

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (detectors.Count == 0) return;
        Advance(happened.Time);
        foreach (var taker in WhoNeeds(happened.GetType())) taker(happened, detections);
    }

    /// <summary>The packet clock is here, whether anything happened or not: on a silent link, too, a finding is told at the next minute.</summary>
    public void AdvanceTo(Timestamp now)
    {
        if (now < _nextTick) return;
        var begins = _nextTick == Timestamp.MinValue;
        var minute = new Timestamp(now.Nanoseconds - now.Nanoseconds % TickNanoseconds);
        _nextTick = minute + TickEvery;
        if (begins) return;
        for (var i = 0; i < detectors.Count; i++) detectors[i].OnTick(minute, detections); // a silence of hours is one tick: detectors look at the time, not at the count
    }

    /// <summary>The clock was set back: ticks go on from the next event, and nobody waits until it is there again.</summary>
    public void FollowSetBack() => _clock = _nextTick = Timestamp.MinValue;

    /// <summary>The last tick, when the capture is over.</summary>
    public void Finish()
    {
        if (_clock == Timestamp.MinValue) return; // nothing happened
        for (var i = 0; i < detectors.Count; i++) detectors[i].OnTick(_clock, detections);
    }

    private Taker[] WhoNeeds(Type happened)
    {
        ref var slot = ref _slots[RuntimeHelpers.GetHashCode(happened) & (Slots - 1)];
        if (slot.Type != happened) slot = (happened, Find(happened));
        return slot.Takers;
    }

    private Taker[] Find(Type happened)
    {
        if (!_byEvent.TryGetValue(happened, out var found))
            _byEvent[happened] = found = [.. detectors.Where(detector => detector.Needs.Contains(happened.Name)).Select(detector => new Taker(detector.OnEvent))];
        return found;
    }

    private void Advance(Timestamp now)
    {
        if (now <= _clock) return;
        _clock = now;
        AdvanceTo(now);
    }
}
