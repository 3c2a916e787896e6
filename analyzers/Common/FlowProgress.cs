using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// What a flow moved since it was last told of: interim records and the final one each give the sum from the start, and whoever adds volumes wants
/// every byte once. Flows that are told once only, nearly all, cost nothing but a look into an empty table.
/// </summary>
/// <param name="capacity">Long flows remembered at a time; one that had to make room counts from its start again.</param>
public sealed class FlowProgress(int capacity)
{
    private readonly BoundedMap<FlowIdentity, Told> _told = new(capacity, ReferenceEqualityComparer.Instance);

    /// <summary>Flows that had to make room.</summary>
    public long Evictions => _told.Evictions;

    private sealed class Told
    {
        public FlowVolume Volume;
    }

    /// <summary>
    /// Payload bytes since the last record of this flow. Sequence numbers can leap, so that no side gets more than its packets held with their headers.
    /// </summary>
    public FlowVolume Advance(FlowEvent told)
    {
        var sum = new FlowVolume(Bounded(told.OriginatorBytes, told.OriginatorIpBytes), Bounded(told.ResponderBytes, told.ResponderIpBytes));
        if (told.Flow is not { } flow || (!told.IsInterim && _told.Count == 0)) return sum;
        if (!_told.TryGet(flow, out var before))
        {
            if (!told.IsInterim) return sum;
            before = _told.GetOrAdd(flow, static _ => new Told());
        }
        var since = new FlowVolume(Math.Max(0, sum.FromOriginator - before.Volume.FromOriginator), Math.Max(0, sum.FromResponder - before.Volume.FromResponder));
        before.Volume = sum;
        return since;
    }

    private static long Bounded(long? payload, long packets) => Math.Clamp(payload ?? 0, 0, Math.Max(0, packets));
}
