using NetSensor.Events;
using NetSensor.Store;

namespace NetSensor.Tests.Store;

/// <summary>A run that opens a state file, gives learners their memory back, lets them learn, and ends well.</summary>
internal sealed class KeptRun : IDisposable
{
    private readonly StateKeeper _keeper;

    public KeptRun(string path, StateOptions? options = null, params IReadOnlyList<ILearner> learners)
    {
        var counters = new StateCounters();
        var file = StateFile.Open(path, options ?? new StateOptions(), counters);
        file.BeginRun("test", "0", DateTimeOffset.UnixEpoch);
        _keeper = new StateKeeper(file, learners, Said.Add, counters);
        _keeper.Recall();
    }

    public List<string> Said { get; } = [];

    public StateCounters Counters => _keeper.Counters;

    public StateKeeper Keeper => _keeper;

    /// <summary>A run in which these learners learnt what they were told.</summary>
    public static StateCounters Of(string path, params IReadOnlyList<ILearner> learners) => Of(path, new StateOptions(), learners);

    public static StateCounters Of(string path, StateOptions options, params IReadOnlyList<ILearner> learners)
    {
        using var run = new KeptRun(path, options, learners);
        run.Dispose();
        Assert.Empty(run.Said);
        return run.Counters;
    }

    /// <summary>What a learner of this name gets back.</summary>
    public static IReadOnlyList<string> Recalled(string path, string name, int version = 1)
    {
        var learner = new RecordingLearner(name, version);
        Of(path, learner);
        return learner.Recalled;
    }

    public void Dispose()
    {
        _keeper.Finish();
        _keeper.Dispose();
    }
}
