namespace NetSensor.Recording;

/// <summary>What the keeping of evidence did and lost; read from other threads.</summary>
public sealed class EvidenceCounters
{
    private long _files, _packets, _bytes, _failures, _unasked, _empty, _removed;

    /// <summary>Files written.</summary>
    public long Files => Interlocked.Read(ref _files);

    /// <summary>Packets in them.</summary>
    public long Packets => Interlocked.Read(ref _packets);

    /// <summary>Bytes of them.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Findings whose file could not be written.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Findings that were told faster than evidence could be written.</summary>
    public long Unasked => Interlocked.Read(ref _unasked);

    /// <summary>Findings of which no packet was remembered any more.</summary>
    public long Empty => Interlocked.Read(ref _empty);

    /// <summary>Files that made room for newer ones, or were too old.</summary>
    public long Removed => Interlocked.Read(ref _removed);

    internal void Wrote(long packets, long bytes)
    {
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _packets, packets);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void Failed(int findings) => Interlocked.Add(ref _failures, findings);

    /// <summary>A finding will have no file: there are too many.</summary>
    public void NotAsked() => Interlocked.Increment(ref _unasked);

    internal void FoundNothing() => Interlocked.Increment(ref _empty);

    internal void Remove() => Interlocked.Increment(ref _removed);
}
