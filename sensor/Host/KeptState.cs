using NetSensor.Events;
using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>Opens the state file of a run and gives the learners their memory back. What happens when it cannot be used differs by who asks.</summary>
internal static class KeptState
{
    private static readonly TimeSpan ReplayEndsWithin = TimeSpan.FromMinutes(30); // a slow disk, and as much as a state file may hold

    /// <summary>For a replay, which somebody watches: whatever is wrong ends it before it begins.</summary>
    /// <exception cref="StateException">The file cannot be used.</exception>
    public static StateKeeper? ForReplay(StateSettings settings, IReadOnlyList<ILearner> learners, string source)
    {
        if (settings.Path is null) return null;
        var counters = new StateCounters();
        var file = StateFile.Open(settings.Path, settings.Bounds with { EndsWithin = ReplayEndsWithin }, counters);
        try
        {
            file.BeginRun(source, ProductVersion.Text, DateTimeOffset.UtcNow);
            return Recalled(file, learners, counters);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// For a sensor in service, which must not stay down because of its memory: a damaged file is put aside, and one that cannot be opened or written is
    /// told and done without.
    /// </summary>
    /// <exception cref="StateException">Another sensor writes it, or a later version wrote it: going on would spoil it.</exception>
    public static StateKeeper? ForListening(StateSettings settings, IReadOnlyList<ILearner> learners, string source)
    {
        if (settings.Path is null) return null;
        var counters = new StateCounters();
        if (OpenOrReplace(settings.Path, settings.Bounds, counters) is not { } file) return null;
        try
        {
            file.BeginRun(source, ProductVersion.Text, DateTimeOffset.UtcNow);
        }
        catch (StateException fault) when (fault.Fault == StateFault.Unavailable)
        {
            Say($"warning: {fault.Message}; the sensor goes on, and tries again"); // what was learnt can be read all the same
        }
        return Recalled(file, learners, counters);
    }

    /// <summary>A line for the operator.</summary>
    public static void Say(string line) => Console.Error.WriteLine("netsensor: " + Terminal.OneLine(line));

    private static StateFile? OpenOrReplace(string path, StateOptions bounds, StateCounters counters)
    {
        try
        {
            try
            {
                return StateFile.Open(path, bounds, counters);
            }
            catch (StateException fault) when (fault.Fault is StateFault.Corrupt or StateFault.Foreign)
            {
                Say($"warning: {fault.Message}; it is put aside as {SetAside.Move(path)}, and learning begins anew");
                return StateFile.Open(path, bounds, counters);
            }
        }
        catch (StateException fault) when (fault.Fault == StateFault.Unavailable)
        {
            Say($"warning: {fault.Message}; the sensor goes on, and forgets what it learns when it ends");
            return null;
        }
    }

    private static StateKeeper Recalled(StateFile file, IReadOnlyList<ILearner> learners, StateCounters counters)
    {
        var keeper = new StateKeeper(file, learners, Say, counters);
        try
        {
            keeper.Recall();
            return keeper;
        }
        catch
        {
            keeper.Dispose();
            throw;
        }
    }
}
