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
