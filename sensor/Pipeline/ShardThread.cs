using System.Diagnostics;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>A shard on a thread of its own, running from construction on.</summary>
internal sealed class ShardThread
{
    private readonly IShard _shard;
    private readonly ShardLoad _load;
    private readonly CancellationToken _cancel;
    private readonly Thread _thread;

    /// <summary>Starts the thread; the event is set whenever it has posted an epoch.</summary>
    public ShardThread(IShard shard, string name, ShardLoad load, AutoResetEvent posted, CancellationToken cancel)
    {
        Exchange = new EpochExchange(posted);
        _shard = shard;
        _load = load;
        load.Watch(Exchange);
        _cancel = cancel;
        _thread = new Thread(Work) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where its epochs come out.</summary>
    public EpochExchange Exchange { get; }

    /// <summary>How far the judge knows it to have come: it tells of nothing earlier any more.</summary>
    public Timestamp Clock { get; set; } = Timestamp.MinValue;

    /// <summary>What ended it before its time; null when all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Waits until the thread has ended.</summary>
    public void Join() => _thread.Join();

    private Epoch? Rent()
    {
        var since = Stopwatch.GetTimestamp();
        var epoch = Exchange.Rent();
        _load.AddBlocked(since);
        return epoch;
    }

    private void Work()
    {
        try
        {
            var last = false;
            while (!last && Rent() is { } epoch)
            {
                var began = Stopwatch.GetTimestamp();
                _shard.RunEpoch(epoch, _cancel);
                _load.AddEpoch(began, epoch.Idle);
                last = epoch.IsLast; // read before the judge may empty it
                Exchange.Post(epoch);
            }
        }
        catch (Exception failure) // whatever it is, the calling thread throws it
        {
            Failure = failure;
            Exchange.Abort();
        }
    }
}
