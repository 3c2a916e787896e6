using NetSensor.Store;

namespace NetSensor.Host.Summary;

/// <summary>What the keeping of state did and lost, by name.</summary>
internal static class StateCounts
{
    /// <summary>All counters; empty when nothing is kept.</summary>
    public static IReadOnlyList<LossCount> Of(StateKeeper? state) => state is null ? [] :
    [
        new("writes", state.Counters.Writes),
        new("rows", state.Counters.Rows),
        new("failures", state.Counters.Failures),
        new("dropped", state.Counters.Dropped),
        new("postponed", state.Counters.Postponed),
        new("cut", state.Counters.Cuts),
        new("aged", state.Counters.Aged),
        new("crowded", state.Counters.Crowded),
        new("unread", state.Counters.Unread),
    ];
}
