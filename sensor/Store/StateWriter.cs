using System.Collections.Concurrent;

namespace NetSensor.Store;

/// <summary>
/// Writes changes on a thread of its own, so that a slow disk holds up nobody. What cannot be written is kept and tried again with the next changes,
/// within bounds; said once when it begins, and once when it is over.
/// </summary>
internal sealed class StateWriter : IDisposable
{
    private const int Waiting = 1; // sets of changes behind the one being written: another would only be older news, and memory
    private const long MostPendingBytes = 256L << 20; // at the end, when nobody is asked again; about what the largest file holds
    private static readonly TimeSpan LongestWriting = TimeSpan.FromMinutes(1); // of one set at the end, on a disk that hangs

    private readonly BlockingCollection<StateChanges> _queue = new(Waiting);
    private StateChanges _pending = new();
    private readonly StateFile _file;
    private readonly StateCounters _counters;
    private readonly Action<string> _say;
    private readonly TimeProvider _wall;
    private readonly Thread _thread;
    private long _savedAt, _stuckBytes;

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

    /// <summary>Hands changes over; they are the writer's from now on. Waits for room; false when none comes.</summary>
    public bool TryPost(StateChanges changes) => _queue.TryAdd(changes, LongestWriting) || GiveUp();

    /// <summary>Writes what is left and ends the thread; false when it does not end.</summary>
    public bool TryFinish()
    {
        _queue.CompleteAdding();
        return _thread.Join((Waiting + 1) * LongestWriting) || GiveUp();
    }

    public void Dispose() => _queue.Dispose();

    private void Work()
    {
        foreach (var changes in _queue.GetConsumingEnumerable())
        {
            if (_pending.IsEmpty) _pending = changes;
            else _pending.Add(changes);
            TryWrite();
        }
    }

    private bool GiveUp()
    {
        _say($"warning: {_file.Path}: the last writing does not end; what was learnt of late is lost");
        return false;
    }

    private void TryWrite()
    {
        try
        {
            if (!_pending.IsEmpty)
            {
                _file.Write(_pending);
                _counters.Wrote(_pending.Entries.Count + _pending.Findings.Count);
            }
            if (_pending.CompleteSince is { } since) Interlocked.Exchange(ref _savedAt, since);
            _pending = new StateChanges();
            Interlocked.Exchange(ref _stuckBytes, 0);
            if (Failure is not null) _say($"{_file.Path}: can be written again; nothing learnt in between is lost");
            Failure = null;
        }
        catch (StateException fault)
        {
            _counters.Failed();
            if (Failure is null) _say($"warning: what is learnt cannot be saved: {fault.Message}; the sensor goes on, and tries again");
            Failure = fault;
            DropIfTooMuch();
            Interlocked.Exchange(ref _stuckBytes, _pending.Bytes);
        }
    }

    private void DropIfTooMuch()
    {
        if (_pending.Bytes <= MostPendingBytes) return;
        _counters.Drop(_pending.Entries.Count + _pending.Findings.Count);
        _pending = new StateChanges();
    }
}
