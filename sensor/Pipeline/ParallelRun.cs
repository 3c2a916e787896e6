using System.Runtime.ExceptionServices;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// Shards on a thread each; the calling thread judges. The judge takes one epoch of every shard at a time and lets go what happened before the
/// earliest of their clocks, because no shard can tell of anything earlier any more.
/// </summary>
public sealed class ParallelRun(IReadOnlyList<IShard> shards, Judge judge)
{
    /// <summary>Called on the judging thread after every round; null when nobody needs to know.</summary>
    public Action? AfterRound { get; init; }

    /// <summary>Runs until every shard has ended; the first failure of any thread ends the run and is thrown here.</summary>
    public void Run(CancellationToken cancel)
    {
        var workers = shards.Select((shard, index) => new ShardThread(shard, index, cancel)).ToArray();
        try
        {
            JudgeEpochs(workers);
        }
        finally
        {
            foreach (var worker in workers) worker.Exchange.Abort();
            foreach (var worker in workers) worker.Join();
        }
        foreach (var worker in workers)
            if (worker.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    private void JudgeEpochs(ShardThread[] workers)
    {
        var open = workers.ToList();
        while (open.Count > 0)
        {
            Timestamp? clock = null;
            foreach (var worker in open.ToArray())
            {
                if (worker.Exchange.Take() is not { } epoch) return; // that shard failed
                judge.Take(epoch);
                if (clock is null || epoch.Clock < clock) clock = epoch.Clock;
                if (epoch.IsLast) open.Remove(worker);
                worker.Exchange.Return(epoch);
            }
            judge.CloseEpoch(clock ?? Timestamp.MinValue);
            AfterRound?.Invoke();
        }
    }
}
