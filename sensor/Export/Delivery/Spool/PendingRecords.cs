namespace NetSensor.Export.Delivery.Spool;

/// <summary>
/// Records that are not on disk yet, in order, within a bound of bytes. Who puts one in waits for nothing but the move in memory.
/// </summary>
/// <param name="next">Sequence of the first record that will come.</param>
internal sealed class PendingRecords(long next)
{
    private readonly Lock _gate = new();
    private readonly Queue<SpooledRecord> _records = new();
    private long _bytes;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _records.Count;
        }
    }

    /// <summary>Takes a record in; false when there is no room for it.</summary>
    public bool TryPut(DeliveryRecord record, long mostBytes)
    {
        lock (_gate)
        {
            if (_bytes > 0 && _bytes + record.Json.Length > mostBytes) return false;
            _records.Enqueue(new SpooledRecord(next++, record));
            _bytes += record.Json.Length;
            return true;
        }
    }

    /// <summary>The oldest of them, which stay: at most so many, with so many bytes of JSON, but at least one when there is one.</summary>
    public List<SpooledRecord> Peek(int most, long mostBytes)
    {
        var taken = new List<SpooledRecord>();
        var bytes = 0L;
        lock (_gate)
        {
            foreach (var record in _records)
            {
                bytes += record.Record.Json.Length;
                if (taken.Count >= most || (taken.Count > 0 && bytes > mostBytes)) break;
                taken.Add(record);
            }
        }
        return taken;
    }

    /// <summary>Lets go of all up to this sequence: they are on disk, or delivered.</summary>
    public void Forget(long last)
    {
        lock (_gate)
        {
            while (_records.TryPeek(out var oldest) && oldest.Sequence <= last) // ends: takes one out each turn
            {
                _records.Dequeue();
                _bytes -= oldest.Record.Json.Length;
            }
        }
    }
}
