namespace NetSensor.Store;

/// <summary>What the keeping of state did and lost. Written by the judging and the writing thread, read by any.</summary>
public sealed class StateCounters
{
    private long _writes, _rows, _failures, _dropped, _postponed, _cuts, _aged, _crowded, _unread;

    /// <summary>Transactions that were written.</summary>
    public long Writes => Interlocked.Read(ref _writes);
    /// <summary>Entries and findings in them.</summary>
    public long Rows => Interlocked.Read(ref _rows);
    /// <summary>Transactions that could not be written; what was in them is tried again.</summary>
    public long Failures => Interlocked.Read(ref _failures);
    /// <summary>Entries that were given up because nothing could be written for too long.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);
    /// <summary>Times that learners were not asked because the last answers were not written yet.</summary>
    public long Postponed => Interlocked.Read(ref _postponed);
    /// <summary>Times that learners had more to tell than may wait in memory, and were asked again for the rest.</summary>
    public long Cuts => Interlocked.Read(ref _cuts);
    /// <summary>Entries forgotten because they were not used for long.</summary>
    public long Aged => Interlocked.Read(ref _aged);
    /// <summary>Entries forgotten because there were too many, or the file was too large.</summary>
    public long Crowded => Interlocked.Read(ref _crowded);
    /// <summary>Entries that their learner did not take back at the start.</summary>
    public long Unread => Interlocked.Read(ref _unread);

    internal void Wrote(long rows)
    {
        Interlocked.Increment(ref _writes);
        Interlocked.Add(ref _rows, rows);
    }

    internal void Failed() => Interlocked.Increment(ref _failures);
    internal void Drop(long entries) => Interlocked.Add(ref _dropped, entries);
    internal void Postpone() => Interlocked.Increment(ref _postponed);
    internal void Cut() => Interlocked.Increment(ref _cuts);
    internal void Age(long entries) => Interlocked.Add(ref _aged, entries);
    internal void Crowd(long entries) => Interlocked.Add(ref _crowded, entries);
    internal void LeaveUnread() => Interlocked.Increment(ref _unread);
}
