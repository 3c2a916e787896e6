namespace NetSensor.Capture;

/// <summary>
/// Reads a source once and gives every packet to several readers, each on its own thread: for standard input, which cannot be read twice,
/// and for compressed files, which cost too much to unpack twice. Packets are copied once, into blocks that all readers share; a reader
/// that lags behind holds back the others at last, because a fixed number of blocks circulates.
/// </summary>
public sealed class PacketFeed : IDisposable
{
    private const int BlocksInFlight = 8; // two megabytes: enough to even out the pace of the readers

    private readonly IPacketSource _source;
    private readonly object _gate = new();
    private readonly Queue<PacketBlock> _free = new();
    private readonly FeedReader[] _readers;
    private readonly Thread _thread;
    private bool _stopped;

    /// <summary>Starts reading, on a thread of its own; the source stays the caller's.</summary>
    public PacketFeed(IPacketSource source, int readers)
    {
        _source = source;
        for (var i = 0; i < BlocksInFlight; i++) _free.Enqueue(new PacketBlock());
        _readers = new FeedReader[readers];
        for (var i = 0; i < readers; i++) _readers[i] = new FeedReader(this, source);
        _thread = new Thread(Feed) { Name = "packet feed", IsBackground = true };
        _thread.Start();
    }

    /// <summary>A source per reader; each gives all packets.</summary>
    public IReadOnlyList<IPacketSource> Readers => _readers;

    /// <summary>What ended the reading before its time; null when all is well. Its readers throw it.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>Stops reading and waits for its thread, which may sit in a read of standard input: then it is left to the process's end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join(TimeSpan.FromMilliseconds(100));
    }

    /// <summary>The next block for a reader; waits for one. Null at the end.</summary>
    internal PacketBlock? Take(Queue<PacketBlock> waiting)
    {
        lock (_gate)
        {
            while (waiting.Count == 0 && !_stopped) Monitor.Wait(_gate);
            return waiting.Count == 0 ? null : waiting.Dequeue();
        }
    }

    /// <summary>A reader is done with a block; the last one frees it.</summary>
    internal void Return(PacketBlock block)
    {
        lock (_gate)
        {
            if (--block.Readers > 0) return;
            block.Clear();
            _free.Enqueue(block);
            Monitor.PulseAll(_gate);
        }
    }

    private void Feed()
    {
        try
        {
            var batch = new PacketBatch();
            var open = true;
            while (open && Rent() is { } block)
            {
                while (open && !block.IsFull)
                {
                    batch.Clear();
                    open = _source.Read(batch);
                    block.Copy(batch);
                }
                Hand(block);
            }
        }
        catch (Exception failure) // the readers' threads throw it
        {
            Failure = failure;
        }
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private PacketBlock? Rent()
    {
        lock (_gate)
        {
            while (_free.Count == 0 && !_stopped) Monitor.Wait(_gate);
            return _stopped ? null : _free.Dequeue();
        }
    }

    private void Hand(PacketBlock block)
    {
        lock (_gate)
        {
            block.Readers = _readers.Length;
            foreach (var reader in _readers) reader.Waiting.Enqueue(block);
            Monitor.PulseAll(_gate);
        }
    }
}
