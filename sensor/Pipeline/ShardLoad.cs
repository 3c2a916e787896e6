using System.Diagnostics;

namespace NetSensor.Pipeline;

/// <summary>How much a core has to do. Written by its thread and the judge's, read by any.</summary>
public sealed class ShardLoad
{
    private long _busy, _blocked, _cuts;
    private EpochExchange? _exchange;

    /// <summary>Time that it worked; of its wall time the rest went by waiting, for packets or for the judge.</summary>
    public TimeSpan Busy => new(Interlocked.Read(ref _busy));

    /// <summary>Time that it could not go on because the judge was behind; meanwhile the kernel's ring fills.</summary>
    public TimeSpan Blocked => new(Interlocked.Read(ref _blocked));

    /// <summary>Epochs that wait for the judge, of <see cref="EpochExchange.EpochsInFlight"/>.</summary>
    public int Queued => _exchange?.Filled ?? 0;

    /// <summary>Time since it last cut an epoch, which it does several times a second; a thread that hangs or ended shows here. Null before the first.</summary>
    public TimeSpan? SinceCut => Interlocked.Read(ref _cuts) is var at and not 0 ? Stopwatch.GetElapsedTime(at) : null;

    /// <summary>Where its epochs go.</summary>
    internal void Watch(EpochExchange exchange) => _exchange = exchange;

    /// <summary>It waited since this moment for an empty epoch.</summary>
    internal void AddBlocked(long since) => Interlocked.Add(ref _blocked, Stopwatch.GetElapsedTime(since).Ticks);

    /// <summary>It ran an epoch since this moment, in which its source had nothing for so long.</summary>
    internal void AddEpoch(long since, TimeSpan idle)
    {
        Interlocked.Add(ref _busy, Math.Max(0, (Stopwatch.GetElapsedTime(since) - idle).Ticks));
        Interlocked.Exchange(ref _cuts, Stopwatch.GetTimestamp());
    }
}
