using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Puts the events of all shards into the one order (Time, Flow.Order, Sequence), which does not know shards. Two flows may share all three
/// (the same packet in two captures that are read together): they are of one shard then, and come in the order in which it told them.
/// Events at or after the clock wait, because other flows may still tell of the same moment.
/// </summary>
public sealed class EventMerger
{
    private const int MaxHeld = 1 << 20; // a capture whose clock stands still would hold everything: 1 M events are about 300 MB

    private Entry[] _held = new Entry[1024];
    private int _count;
    private long _taken;

    /// <summary>Takes the events of one shard's epoch.</summary>
    public void Add(Epoch epoch)
    {
        var events = epoch.Events;
        if (_held.Length < _count + events.Count) Array.Resize(ref _held, Math.Max(_held.Length * 2, _count + events.Count));
        for (var i = 0; i < events.Count; i++) _held[_count++] = new Entry(events[i], _taken++);
    }

    /// <summary>Hands on, in order, what happened before <paramref name="clock"/>.</summary>
    public void Release(Timestamp clock, IEventSink output)
    {
        Sort();
        HandOn(_count > MaxHeld ? _count : FirstFrom(clock), output);
    }

    /// <summary>Hands on, in order, all that is left, whatever its time.</summary>
    public void ReleaseAll(IEventSink output)
    {
        Sort();
        HandOn(_count, output);
    }

    private void HandOn(int end, IEventSink output)
    {
        for (var i = 0; i < end; i++) output.Emit(_held[i].Event);
        Array.Copy(_held, end, _held, 0, _count - end);
        Array.Clear(_held, _count - end, end);
        _count -= end;
    }

    private void Sort()
    {
        for (var i = 1; i < _count; i++)
        {
            if (_held[i - 1].CompareTo(_held[i]) <= 0) continue;
            _held.AsSpan(0, _count).Sort();
            return;
        }
    }

    private int FirstFrom(Timestamp clock)
    {
        var end = _count;
        while (end > 0 && _held[end - 1].Time >= clock.Nanoseconds) end--;
        return end;
    }

    /// <summary>An event with its place in the order beside it, so that sorting does not chase pointers.</summary>
    private readonly struct Entry(SensorEvent happened, long arrival) : IComparable<Entry>
    {
        private readonly ulong _order = happened.Flow?.Order ?? 0;
        private readonly int _sequence = happened.Sequence;
        private readonly long _arrival = arrival;

        public readonly SensorEvent Event = happened;
        public readonly long Time = happened.Time.Nanoseconds;

        public int CompareTo(Entry other)
        {
            if (Time != other.Time) return Time < other.Time ? -1 : 1;
            if (_order != other._order) return _order < other._order ? -1 : 1;
            return _sequence != other._sequence ? _sequence.CompareTo(other._sequence) : _arrival.CompareTo(other._arrival);
        }
    }
}
