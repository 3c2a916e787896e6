using System.Runtime.ExceptionServices;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>
/// One pass over a capture. A single shard and the judge share the calling thread: nothing is handed over. Several shards have a thread
/// each, and the calling thread judges. Both give the same events in the same order.
/// </summary>
public sealed class ReplayRun(IReadOnlyList<Shard> shards, Judge judge)
{
    /// <summary>Runs to the end of the capture, or until cancelled; the first failure of any thread ends the run and is thrown here.</summary>
    public void Run(CancellationToken cancel)
    {
        if (shards.Count == 1) RunAlone(shards[0], cancel);
        else RunTogether(cancel);
        judge.Finish();
    }

    private void RunAlone(Shard shard, CancellationToken cancel)
    {
        var epoch = new Epoch();
        while (!epoch.IsLast)
        {
            epoch.Clear();
            shard.RunEpoch(epoch, cancel);
            judge.Take(epoch);
            judge.CloseEpoch(epoch.Clock);
        }
    }

    private void RunTogether(CancellationToken cancel)
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
            var clock = Timestamp.MinValue;
            foreach (var worker in open.ToArray())
            {
                if (worker.Exchange.Take() is not { } epoch) return; // that shard failed
                judge.Take(epoch);
                clock = Timestamp.Max(clock, epoch.Clock);
                if (epoch.IsLast) open.Remove(worker);
                worker.Exchange.Return(epoch);
            }
            judge.CloseEpoch(clock);
        }
    }
}
