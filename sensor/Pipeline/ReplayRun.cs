namespace NetSensor.Pipeline;

/// <summary>
/// One pass over a capture. Shards have a thread each, and the calling thread judges; on a single core one shard and the judge take turns, and nothing is
/// handed over. Both give the same events in the same order.
/// </summary>
public sealed class ReplayRun(IReadOnlyList<Shard> shards, Judge judge)
{
    /// <summary>Whether a core is free for the judge beside the first shard's.</summary>
    public bool JudgesBeside { get; init; } = Environment.ProcessorCount > 1;

    /// <summary>Runs to the end of the capture, or until cancelled; the first failure of any thread ends the run and is thrown here.</summary>
    public void Run(CancellationToken cancel)
    {
        if (shards.Count == 1 && !JudgesBeside) RunAlone(shards[0], cancel);
        else new ParallelRun(shards, judge).Run(cancel);
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
}
