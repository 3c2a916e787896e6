namespace NetSensor.Pipeline;

/// <summary>
/// Hands epochs from one shard to the judge and empty ones back. A fixed number circulates, so a shard that runs ahead blocks until the
/// judge catches up. Waiting threads sleep: a spinning one would take the core that the other side needs.
/// </summary>
public sealed class EpochExchange
{
    /// <summary>Epochs that circulate: one being filled, one being judged, two to even out the pace.</summary>
    public const int EpochsInFlight = 4;

    private readonly object _gate = new(); // not a Lock: those cannot be waited on
    private readonly Queue<Epoch> _filled = new();
    private readonly Queue<Epoch> _empty = new();
    private readonly AutoResetEvent? _posted;
    private bool _aborted;

    /// <summary>A new exchange with all its epochs empty. The event, shared by several exchanges, is set when there is something new to take.</summary>
    public EpochExchange(AutoResetEvent? posted = null)
    {
        _posted = posted;
        for (var i = 0; i < EpochsInFlight; i++) _empty.Enqueue(new Epoch());
    }

    /// <summary>An empty epoch to fill; waits for one. Null when the run was aborted.</summary>
    public Epoch? Rent() => Next(_empty);

    /// <summary>Hands a filled epoch to the judge.</summary>
    public void Post(Epoch epoch)
    {
        Put(_filled, epoch);
        _posted?.Set();
    }

    /// <summary>The next filled epoch; waits for one. Null when the run was aborted.</summary>
    public Epoch? Take() => Next(_filled);

    /// <summary>The next filled epoch if there is one already. Null otherwise, and when the run was aborted.</summary>
    public Epoch? TryTake()
    {
        lock (_gate) return _aborted || _filled.Count == 0 ? null : _filled.Dequeue();
    }

    /// <summary>Epochs that wait for the judge.</summary>
    public int Filled
    {
        get
        {
            lock (_gate) return _filled.Count;
        }
    }

    /// <summary>Whether a side failed.</summary>
    public bool IsAborted
    {
        get
        {
            lock (_gate) return _aborted;
        }
    }

    /// <summary>Gives a judged epoch back to be filled again.</summary>
    public void Return(Epoch epoch)
    {
        epoch.Clear();
        Put(_empty, epoch);
    }

    /// <summary>One side failed: wakes whoever waits, with null.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _aborted = true;
            Monitor.PulseAll(_gate);
        }
        _posted?.Set();
    }

    private Epoch? Next(Queue<Epoch> queue)
    {
        lock (_gate)
        {
            while (queue.Count == 0 && !_aborted) Monitor.Wait(_gate);
            return _aborted ? null : queue.Dequeue();
        }
    }

    private void Put(Queue<Epoch> queue, Epoch epoch)
    {
        lock (_gate)
        {
            queue.Enqueue(epoch);
            Monitor.PulseAll(_gate);
        }
    }
}
