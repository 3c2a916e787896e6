using System.Collections.Concurrent;

namespace NetSensor.Store;

/// <summary>
/// Writes changes on a thread of its own, so that a slow disk holds up nobody. What cannot be written is kept and tried again with the next changes,
/// within bounds; said once when it begins, and once when it is over. Handed over to by one thread.
/// </summary>
internal sealed class StateWriter : IDisposable
{
    private const int Waiting = 1; // sets of changes behind the one being written: another would only be older news, and memory
    private const long MostPendingBytes = 256L << 20; // reached at the end only, when learners are asked for all: half of what the largest file holds

    private readonly BlockingCollection<StateChanges> _queue = new(Waiting);
    private StateChanges _pending = new();
    private readonly StateFile _file;
    private readonly StateCounters _counters;
    private readonly Action<string> _say;
    private readonly TimeProvider _wall;
    private readonly Thread _thread;
    private long _savedAt, _stuckBytes;
    private bool _hasGivenUp;

    public StateWriter(StateFile file, StateCounters counters, Action<string> say, TimeProvider wall)
    {
        (_file, _counters, _say, _wall) = (file, counters, say, wall);
        _savedAt = wall.GetTimestamp();
        _thread = new Thread(Work) { IsBackground = true, Name = "state" };
        _thread.Start();
    }

    /// <summary>Time since everything told by then was in the file.</summary>
    public TimeSpan Age => _wall.GetElapsedTime(Interlocked.Read(ref _savedAt));

    /// <summary>Why the last writing failed; null when it did not.</summary>
    public StateException? Failure { get; private set; }

    /// <summary>Whether changes can be handed over without waiting.</summary>
    public bool HasRoom => _queue.Count < Waiting;

    /// <summary>Whether what could not be written is as much as may wait: the learners keep the rest, and nothing but another try helps.</summary>
    public bool IsStuck => Interlocked.Read(ref _stuckBytes) >= StateChanges.MostBytes;

    /// <summary>Whether nothing is being written any more, nor will be.</summary>
    public bool HasEnded => !_thread.IsAlive;

    /// <summary>Notes that what is known now is in the file.</summary>
    public void BeginAt(long now) => Interlocked.Exchange(ref _savedAt, now);

    /// <summary>Hands changes over; they are the writer's from now on. Waits for room; false when none comes within this time.</summary>
    public bool TryPost(StateChanges changes, TimeSpan within) => _queue.TryAdd(changes, within) || GiveUp();

    /// <summary>Writes what is left and ends the thread; false when it does not end within this time, or something could not be handed over.</summary>
    public bool TryFinish(TimeSpan within)
    {
        _queue.CompleteAdding();
        return (_thread.Join(within) && !_hasGivenUp) || GiveUp();
    }

    public void Dispose() => _queue.Dispose();

    private void Work()
    {
        foreach (var changes in _queue.GetConsumingEnumerable())
        {
            if (_pending.IsEmpty) _pending = changes;
            else if (_pending.Bytes < MostPendingBytes) _pending.Add(changes);
            else _counters.Drop(changes.Count);
            TryWrite();
        }
    }

    private bool GiveUp()
    {
        if (!_hasGivenUp) _say($"warning: {_file.Path}: the last writing does not end in time; what was learnt of late is lost");
        _hasGivenUp = true;
        return false;
    }

    private void TryWrite()
    {
        try
        {
            if (!_pending.IsEmpty)
            {
                _file.Write(_pending);
                _counters.Wrote(_pending.Count);
            }
            if (_pending.CompleteSince is { } since) Interlocked.Exchange(ref _savedAt, since);
            _pending = new StateChanges();
            Interlocked.Exchange(ref _stuckBytes, 0);
            if (Failure is not null) _say($"{_file.Path}: can be written again; {(_counters.Dropped == 0 ? "nothing learnt in between is lost" : "what was given up is counted")}");
            Failure = null;
        }
        catch (StateException fault)
        {
            _counters.Failed();
            if (Failure is null) _say($"warning: what is learnt cannot be saved: {fault.Message}; the sensor goes on, and tries again");
            Failure = fault;
            Interlocked.Exchange(ref _stuckBytes, _pending.Bytes);
        }
    }
}
