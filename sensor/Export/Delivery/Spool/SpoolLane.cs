using System.Buffers;

namespace NetSensor.Export.Delivery.Spool;

/// <summary>
/// A queue on disk: anyone puts, one thread writes, one reads and commits. What is put waits in memory until it is written; when the disk takes nothing it
/// is read from there. No disk is touched under a lock, so that who puts never waits for one.
/// </summary>
internal sealed class SpoolLane : IDisposable
{
    private const int RecordsAtOnce = 4096, BytesAtOnce = 1024 * 1024; // of one write: larger ones cost no less per record

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly DropCounters _drops;
    private readonly TimeProvider _clock;
    private readonly SpoolPosition _position;
    private readonly List<SpoolSegment> _segments; // oldest first; the youngest is appended to while there is a writer
    private readonly PendingRecords _pending;
    private readonly ArrayBufferWriter<byte> _frames = new();
    private long _delivered; // all up to here is done with
    private long _lent;      // all up to here is with the reader, or passed over
    private long _lastLent;  // the last record that the reader has
    private SegmentWriter? _writer;
    private SegmentReader? _reader;

    /// <summary>Takes over what an earlier run left in the folder.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public SpoolLane(string folder, LaneLimits limits, DropCounters drops, TimeProvider clock)
    {
        (_folder, Limits, _drops, _clock) = (folder, limits, drops, clock);
        _position = new SpoolPosition(Path.Combine(folder, "position"));
        _segments = SpoolSegment.In(folder);
        _delivered = _position.Load();
        _pending = new PendingRecords(Math.Max(_segments.Count > 0 ? _segments[^1].Last : 0, _delivered) + 1);
    }

    /// <summary>How much it may hold; may be changed at any time.</summary>
    public LaneLimits Limits { get; set; }

    /// <summary>Whether records are read from memory because the disk takes none.</summary>
    public bool ReadsMemory { get; set; }

    /// <summary>Records that are neither delivered nor dropped.</summary>
    public long Queued
    {
        get
        {
            lock (_gate) return _segments.Sum(segment => segment.RecordsBehind(_delivered)) + _pending.Count;
        }
    }

    /// <summary>Bytes on disk.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _segments.Sum(segment => segment.Bytes);
        }
    }

    /// <summary>Records that are not on disk yet.</summary>
    public int Unwritten => _pending.Count;

    /// <summary>Takes a record; false when there is no room for it.</summary>
    public bool TryPut(DeliveryRecord record) => _pending.TryPut(record, Limits.MemoryBytes);

    /// <summary>Writes what waits in memory; the writing thread's.</summary>
    /// <exception cref="IOException">The disk takes nothing; what waits goes on waiting.</exception>
    public void Write()
    {
        while (_pending.Peek(RecordsAtOnce, BytesAtOnce) is { Count: > 0 } records) // ends: what is written is forgotten, and what is put meanwhile is bounded by the memory for it
        {
            _frames.ResetWrittenCount();
            foreach (var record in records) SpoolFrame.Write(record, _frames);
            var active = Active(records[0].Sequence);
            Append();
            lock (_gate)
            {
                active.Bytes += _frames.WrittenCount;
                (active.Last, active.Newest) = (records[^1].Sequence, records[^1].Record.Taken);
                _pending.Forget(active.Last);
            }
            if (active.Bytes >= Limits.SegmentBytes) EndSegment();
            while (Bytes > Limits.MaxBytes && TryDropOldest(DropCause.SpoolSize)) { /* ends: with the last segment that may go */ }
        }
    }

    /// <summary>Drops segments whose records are all too old; the writing thread's.</summary>
    public void DropAged()
    {
        while (Oldest is { } oldest && oldest.Newest < _clock.GetUtcNow() - Limits.MaxAge) // ends: drops one each turn
        {
            if (oldest == Youngest) EndSegment();
            Drop(oldest, DropCause.Age);
        }
    }

    /// <summary>Makes room by dropping the oldest segment that is not being written; false when there is none.</summary>
    public bool TryDropOldest(DropCause cause)
    {
        if (Oldest is not { } oldest || oldest == Youngest) return false;
        Drop(oldest, cause);
        return true;
    }

    /// <summary>Makes what was written, and the position, survive a power cut; the writing thread's.</summary>
    /// <exception cref="IOException">The disk takes nothing.</exception>
    public void Sync()
    {
        if (_writer is { IsDirty: true } writer) writer.Sync();
        if (!Directory.Exists(_folder)) return; // nothing was ever written
        _position.Save(Interlocked.Read(ref _delivered));
        _position.Sync();
    }

    /// <summary>The next records in order, at most so many with so many bytes; they are the reader's until it commits or returns them. The reading thread's.</summary>
    public List<SpooledRecord> Read(int most, long mostBytes)
    {
        var records = new List<SpooledRecord>();
        var bytes = 0L;
        while (records.Count < most && bytes < mostBytes && TryReadNext(out var next)) // ends: with the limits or with what is there
        {
            records.Add(next);
            bytes += next.Record.Json.Length;
            lock (_gate) _lent = _lastLent = next.Sequence;
        }
        if (records.Count > 0 || !ReadsMemory) return records;
        records = _pending.Peek(most, mostBytes);
        if (records.Count > 0) lock (_gate) _lent = _lastLent = records[^1].Sequence;
        return records;
    }

    /// <summary>All up to this sequence is done with. The reading thread's.</summary>
    public void Commit(long sequence)
    {
        List<SpoolSegment> done;
        lock (_gate)
        {
            _delivered = Math.Max(_delivered, sequence >= _lastLent ? _lent : sequence); // what was passed over behind the last record is done with as well
            _pending.Forget(_delivered);
            done = _segments.FindAll(segment => segment.Last <= _delivered && (_writer is null || segment != _segments[^1]));
            _segments.RemoveAll(done.Contains);
        }
        foreach (var segment in done) Delete(segment);
        _position.TrySave(_delivered); // a kill costs no more than the batch that is under way
    }

    /// <summary>Gives back what was read and not committed. The reading thread's.</summary>
    public void Return()
    {
        lock (_gate) _lent = _delivered;
        _reader?.Dispose();
        _reader = null;
    }

    /// <summary>Closes the files; sync first.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _reader?.Dispose();
        _position.Dispose();
    }

    private SpoolSegment? Oldest
    {
        get
        {
            lock (_gate) return _segments.Count > 0 ? _segments[0] : null;
        }
    }

    private SpoolSegment? Youngest
    {
        get
        {
            lock (_gate) return _writer is null || _segments.Count == 0 ? null : _segments[^1];
        }
    }

    private SpoolSegment Active(long first)
    {
        if (Youngest is { } youngest) return youngest;
        var segment = SpoolSegment.Named(_folder, first);
        SpoolFiles.MakeFolder(_folder);
        var writer = new SegmentWriter(segment.Path);
        lock (_gate)
        {
            _writer = writer;
            _segments.Add(segment);
        }
        return segment;
    }

    private void Append()
    {
        try
        {
            _writer!.Append(_frames.WrittenSpan);
        }
        catch (IOException)
        {
            EndSegment(); // what is delivered from memory meanwhile will be missing: the next records begin another file
            throw;
        }
    }

    private void EndSegment()
    {
        lock (_gate)
        {
            _writer?.Dispose();
            _writer = null;
            if (_segments is not [.., { Bytes: 0 } empty]) return;
            _segments.Remove(empty);
            Delete(empty);
        }
    }

    private void Drop(SpoolSegment segment, DropCause cause)
    {
        lock (_gate)
        {
            _segments.Remove(segment);
            _drops.Add(cause, segment.RecordsBehind(Math.Max(_delivered, _lent)));
        }
        Delete(segment);
    }

    private static void Delete(SpoolSegment segment)
    {
        try
        {
            File.Delete(segment.Path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // the disk takes no change: the position tells the next run what is done with
        }
    }

    private bool TryReadNext(out SpooledRecord next)
    {
        next = default;
        while (SegmentOfNext() is { } segment) // ends: a segment that is read through, or damaged, is passed
        {
            if (_reader?.Path != segment.Path)
            {
                _reader?.Dispose();
                _reader = Open(segment);
            }
            while (_reader is not null && _reader.TryNext(out next)) // ends: with the segment
            {
                if (next.Sequence <= Math.Max(_delivered, _lent)) continue;
                if (next.Record.Taken >= _clock.GetUtcNow() - Limits.MaxAge) return true;
                PassOver(next.Sequence, DropCause.Age);
            }
            lock (_gate)
            {
                if (segment.Last <= Math.Max(_delivered, _lent)) continue;
            }
            PassOver(segment.Last, DropCause.Damaged); // it has more records than can be read
        }
        return false;
    }

    /// <summary>The segment that holds the next record; null when all was read.</summary>
    private SpoolSegment? SegmentOfNext()
    {
        lock (_gate) return _segments.Find(segment => segment.Last > Math.Max(_delivered, _lent));
    }

    private static SegmentReader? Open(SpoolSegment segment)
    {
        try
        {
            return new SegmentReader(segment.Path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null; // its records are counted as damaged
        }
    }

    /// <summary>Records from the next to this one will not be delivered.</summary>
    private void PassOver(long last, DropCause cause)
    {
        lock (_gate)
        {
            var done = Math.Max(_delivered, _lent);
            _drops.Add(cause, last - done);
            if (_lent <= _delivered) _delivered = last;
            _lent = Math.Max(_lent, last);
        }
    }
}
