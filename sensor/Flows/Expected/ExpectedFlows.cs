using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Flows.Expected;

/// <summary>The flows that others announced, on one shard. While there are none it costs a look at <see cref="IsEmpty"/> per new flow, and nothing per packet.</summary>
internal sealed class ExpectedFlows(FlowCounters counters)
{
    private const int Capacity = 4096;                                     // announced at a time; an FTP server of a thousand clients has a few each
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);   // as Zeek waits

    private readonly Dictionary<Key, Entry> _entries = [];
    private readonly Queue<Key> _order = new();                            // by the time of their first announcement

    private readonly record struct Key(IpAddr Originator, IpAddr Responder, ushort Port, ulong Scope);

    private readonly record struct Entry(ExpectedFlow Flow, Timestamp Until);

    /// <summary>Whether nothing is expected.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Takes note of an announcement within a tunnel (or outside of all, 0).</summary>
    public void Add(ExpectedFlow flow, ulong scope, Timestamp now)
    {
        Forget(now);
        var key = new Key(flow.Originator, flow.Responder, flow.ResponderPort, scope);
        if (!_entries.ContainsKey(key) && _order.Count >= Capacity)
        {
            counters.ExpectedFlowsRefused++;
            return;
        }
        if (!_entries.ContainsKey(key)) _order.Enqueue(key);
        _entries[key] = new Entry(flow, now + Patience);
    }

    /// <summary>What was announced of a flow that begins; null when nothing was.</summary>
    public ExpectedFlow? Find(IpAddr originator, IpAddr responder, ushort port, ulong scope, Timestamp now)
    {
        Forget(now);
        return _entries.TryGetValue(new Key(originator, responder, port, scope), out var entry) ? entry.Flow : null;
    }

    private void Forget(Timestamp now)
    {
        while (_order.TryPeek(out var oldest) && _entries[oldest].Until < now)  // ends: each turn takes one away
        {
            _entries.Remove(oldest);
            _order.Dequeue();
        }
    }
}
