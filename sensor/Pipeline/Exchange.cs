namespace NetSensor.Pipeline;

/// <summary>
/// Hands batches from one thread to another and empty ones back. A fixed number circulates, so that a side that runs ahead blocks until the
/// other catches up. Waiting threads sleep: a spinning one would take the core that the other side needs.
/// </summary>
public class Exchange<TBatch> where TBatch : class, IBatch, new()
{
    private readonly object _gate = new(); // not a Lock: those cannot be waited on
    private readonly Queue<TBatch> _filled = new();
    private readonly Queue<TBatch> _empty = new();
    private readonly AutoResetEvent? _posted;
    private bool _aborted;

    /// <summary>A new exchange with all its batches empty. The event, shared by several exchanges, is set when there is something new to take.</summary>
    public Exchange(int inFlight, AutoResetEvent? posted = null)
    {
        _posted = posted;
        for (var i = 0; i < inFlight; i++) _empty.Enqueue(new TBatch());
    }

    /// <summary>An empty batch to fill; waits for one. Null when the run was aborted.</summary>
    public TBatch? Rent() => Next(_empty);

    /// <summary>Hands a filled batch to the other side.</summary>
    public void Post(TBatch batch)
    {
        Put(_filled, batch);
        _posted?.Set();
    }

    /// <summary>The next filled batch; waits for one. Null when the run was aborted.</summary>
    public TBatch? Take() => Next(_filled);

    /// <summary>The next filled batch if there is one already. Null otherwise, and when the run was aborted.</summary>
    public TBatch? TryTake()
    {
        lock (_gate) return _aborted || _filled.Count == 0 ? null : _filled.Dequeue();
    }

    /// <summary>Batches that wait for the other side.</summary>
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

    /// <summary>Gives a batch back that was taken to be filled again.</summary>
    public void Return(TBatch batch)
    {
        batch.Clear();
        Put(_empty, batch);
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

    private TBatch? Next(Queue<TBatch> queue)
    {
        lock (_gate)
        {
            while (queue.Count == 0 && !_aborted) Monitor.Wait(_gate);
            return _aborted ? null : queue.Dequeue();
        }
    }

    private void Put(Queue<TBatch> queue, TBatch batch)
    {
        lock (_gate)
        {
            queue.Enqueue(batch);
            Monitor.PulseAll(_gate);
        }
    }
}
