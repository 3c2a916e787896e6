using System.Diagnostics;
using System.Runtime.ExceptionServices;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Shards on a thread each; the calling thread judges. It lets go what happened before the earliest of the shards' clocks, because no shard can
/// tell of anything earlier any more.
/// </summary>
public sealed class ParallelRun(IReadOnlyList<IShard> shards, Judge judge)
{
    private long _judged = Timestamp.MinValue.Nanoseconds;

    /// <summary>
    /// Whether the judge takes one epoch of every shard at a time, so that it looks at the same cuts for any number of shards: right where all
    /// shards read the same capture. Otherwise it takes what is ready: right where each has its own packets and an idle one must hold up nobody.
    /// </summary>
    public bool InStep { get; init; } = true;

    /// <summary>Called on the judging thread after every round; null when nobody needs to know.</summary>
    public Action? AfterRound { get; init; }

    /// <summary>What each shard has to do, in their order.</summary>
    public IReadOnlyList<ShardLoad> Loads { get; } = [.. shards.Select(_ => new ShardLoad())];

    /// <summary>How much the judging thread has to do; it blocks nobody but itself.</summary>
    public ShardLoad JudgeLoad { get; } = new();

    /// <summary>Up to where all that happened was judged.</summary>
    public Timestamp Judged => new(Interlocked.Read(ref _judged));

    /// <summary>Runs until every shard has ended; the first failure of any thread ends the run and is thrown here.</summary>
    public void Run(CancellationToken cancel)
    {
        using var posted = new AutoResetEvent(initialState: false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel); // wakes shards that wait for a packet's turn when another thread failed
        var workers = shards.Select((shard, index) => new ShardThread(shard, $"shard {index}", Loads[index], posted, stop.Token)).ToArray();
        try
        {
            if (InStep) JudgeInStep(workers);
            else JudgeAsReady(workers, posted);
        }
        finally
        {
            foreach (var worker in workers) worker.Exchange.Abort();
            stop.Cancel();
            foreach (var worker in workers) worker.Join();
        }
        foreach (var worker in workers)
            if (worker.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    private void JudgeInStep(ShardThread[] workers)
    {
        var open = workers.ToList();
        while (open.Count > 0)
        {
            var round = open.ToArray();
            foreach (var worker in round)
            {
                if (worker.Exchange.Take() is not { } epoch) return; // that shard failed
                Judge(worker, epoch, open);
            }
            Close(round.Min(worker => worker.Clock));
            AfterRound?.Invoke();
        }
    }

    private void JudgeAsReady(ShardThread[] workers, AutoResetEvent posted)
    {
        var open = workers.ToList();
        while (open.Count > 0)
        {
            var began = Stopwatch.GetTimestamp();
            var taken = 0;
            foreach (var worker in open.ToArray())
            {
                if (worker.Exchange.TryTake() is { } epoch)
                {
                    Judge(worker, epoch, open);
                    taken++;
                }
                else if (worker.Exchange.IsAborted) return; // that shard failed
            }
            if (taken == 0)
            {
                posted.WaitOne();
                continue;
            }
            if (open.Count > 0) Close(open.Min(worker => worker.Clock)); // a shard that has ended tells of nothing any more
            AfterRound?.Invoke();
            JudgeLoad.AddEpoch(began, TimeSpan.Zero);
        }
    }

    private void Close(Timestamp clock)
    {
        judge.CloseEpoch(clock);
        Interlocked.Exchange(ref _judged, clock.Nanoseconds);
    }

    private void Judge(ShardThread worker, Epoch epoch, List<ShardThread> open)
    {
        judge.Take(epoch);
        worker.Clock = epoch.Clock;
        if (epoch.IsLast) open.Remove(worker);
        worker.Exchange.Return(epoch);
    }
}
