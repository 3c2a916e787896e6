using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Puts the events of all shards into the one order (Time, Flow.Order, Sequence), which does not know shards. Two flows may share all three
/// (the same packet in two captures that are read together): they are of one shard then, and come in the order in which it told them.
/// Events at or after the clock wait, because other flows may still tell of the same moment.
/// </summary>
/// <remarks>A shard tells in the order of time, so that its epoch is nearly a sorted run: only what shares a moment is put in order, then runs are merged.</remarks>
public sealed class EventMerger
{
    private const int MaxHeld = 1 << 20; // a capture whose clock stands still would hold everything: 1 M events are about 300 MB

    private const int FetchAhead = 16;   // events
    private const int StampBytes = 48, FlowIdentityBytes = 128; // with what sorts them

    private readonly List<int> _runs = []; // where each sorted run begins; the first begins with what waited
    private Entry[] _held = new Entry[1024];
    private Entry[] _spare = [];
    private SensorEvent[] _ordered = []; // what is handed on just now
    private int _count;
    private long _taken;

    /// <summary>Takes the events of one shard's epoch.</summary>
    public void Add(Epoch epoch)
    {
        var events = epoch.Events;
        if (events.Count == 0) return;
        if (_held.Length < _count + events.Count) Array.Resize(ref _held, Math.Max(_held.Length * 2, _count + events.Count));
        if (_count > 0 && _runs.Count == 0) _runs.Add(0);
        _runs.Add(_count);
        var run = _held.AsSpan(_count, events.Count);
        for (var i = 0; i < run.Length; i++)
        {
            if (i + FetchAhead < run.Length) CacheLines.Fetch(events[i + FetchAhead], StampBytes); // another thread made them
            if (i + FetchAhead / 2 < run.Length) CacheLines.Fetch(events[i + FetchAhead / 2].Flow, FlowIdentityBytes);
            run[i] = new Entry(events[i], _taken++);
        }
        _count += run.Length;
        SortRun(run);
    }

    /// <summary>Hands on, in order, what happened before <paramref name="clock"/>.</summary>
    public void Release(Timestamp clock, IEventSink output)
    {
        MergeRuns();
        HandOn(_count > MaxHeld ? _count : FirstFrom(clock), output);
    }

    /// <summary>Hands on, in order, all that is left, whatever its time.</summary>
    public void ReleaseAll(IEventSink output)
    {
        MergeRuns();
        HandOn(_count, output);
    }

    private void HandOn(int end, IEventSink output)
    {
        if (_ordered.Length < end) _ordered = new SensorEvent[_held.Length];
        for (var i = 0; i < end; i++) _ordered[i] = _held[i].Event;
        Procession.HandOn(_ordered.AsSpan(0, end), output);
        Array.Clear(_ordered, 0, end);
        Array.Copy(_held, end, _held, 0, _count - end);
        Array.Clear(_held, _count - end, end);
        _count -= end;
    }

    /// <summary>Orders what shares a moment; all of it where the clock went back.</summary>
    private static void SortRun(Span<Entry> run)
    {
        for (var start = 0; start < run.Length;) // ends: every turn takes one moment at least
        {
            var end = start + 1;
            while (end < run.Length && run[end].Time == run[start].Time) end++;
            if (end < run.Length && run[end].Time < run[start].Time)
            {
                run.Sort();
                return;
            }
            if (end - start > 1) run[start..end].Sort();
            start = end;
        }
    }

    /// <summary>Merges neighbouring runs, pair by pair, until one is left.</summary>
    private void MergeRuns()
    {
        while (_runs.Count > 1)
        {
            var merged = 0;
            for (var run = 0; run < _runs.Count; run += 2, merged++)
            {
                if (run + 1 < _runs.Count) Merge(_runs[run], _runs[run + 1], run + 2 < _runs.Count ? _runs[run + 2] : _count);
                _runs[merged] = _runs[run];
            }
            _runs.RemoveRange(merged, _runs.Count - merged);
        }
        _runs.Clear();
    }

    private void Merge(int start, int middle, int end)
    {
        if (_held[middle - 1].CompareTo(_held[middle]) <= 0) return; // one after the other, as the epochs of one shard are
        if (_spare.Length < middle - start) _spare = new Entry[Math.Max(1024, middle - start)];
        var first = _spare.AsSpan(0, middle - start);
        _held.AsSpan(start, first.Length).CopyTo(first);
        var (left, right, at) = (0, middle, start);
        while (left < first.Length) _held[at++] = right < end && _held[right].CompareTo(first[left]) < 0 ? _held[right++] : first[left++];
        first.Clear();
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
