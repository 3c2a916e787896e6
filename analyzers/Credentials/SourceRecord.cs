using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>What one source tried of late: accounts with their refusals, what was noted of it, and what was told.</summary>
internal sealed class SourceRecord(IpAddr source)
{
    private const int NamesKept = 256; // accounts or services; a longer list tells nothing more
    private const int FlowsKept = 5;

    private readonly Queue<FlowIdentity> _flows = new(FlowsKept);
    private readonly Dictionary<Trace, HashSet<string>> _traces = [];

    public IpAddr Source { get; } = source;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; } = Timestamp.MinValue;

    /// <summary>Refusals by account.</summary>
    public Dictionary<string, int> Refused { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>Failed logins whose account is not seen, by target.</summary>
    public Dictionary<IpAddr, int> Nameless { get; } = [];
    /// <summary>What was told, with its weight.</summary>
    public Dictionary<AttackKind, (Severity Severity, int Size)> Told { get; } = [];

    public int TimesTold { get; set; }

    /// <summary>Whether something was added since it was judged last.</summary>
    public bool Touched { get; set; }

    public IReadOnlyCollection<FlowIdentity> Flows => _flows;

    /// <summary>What was noted so far.</summary>
    public IEnumerable<Trace> Traces => _traces.Keys.Order();

    /// <summary>Names noted under this.</summary>
    public IReadOnlyCollection<string> this[Trace trace] => _traces.TryGetValue(trace, out var names) ? names : [];

    /// <summary>Takes note of the time and flow of something; what is older than the window is forgotten after a silence.</summary>
    public void See(Timestamp time, FlowIdentity? flow, TimeSpan window)
    {
        if (Last == Timestamp.MinValue || time - Last > window) Restart(time);
        if (time > Last) Last = time;
        if (flow is null || (_flows.Count > 0 && ReferenceEquals(_flows.Last(), flow))) return;
        if (_flows.Count == FlowsKept) _flows.Dequeue();
        _flows.Enqueue(flow);
    }

    /// <summary>Notes a name; one known already changes nothing.</summary>
    public void Note(Trace trace, string name)
    {
        if (!_traces.TryGetValue(trace, out var names)) _traces[trace] = names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (names.Count < NamesKept) names.Add(name);
    }

    public static void Count<TKey>(Dictionary<TKey, int> counts, TKey key) where TKey : notnull
    {
        if (counts.TryGetValue(key, out var count)) counts[key] = count + 1;
        else if (counts.Count < NamesKept) counts[key] = 1;
    }

    /// <summary>Takes back when it began and went on.</summary>
    public void Recall(Timestamp first, Timestamp last, IEnumerable<FlowIdentity> flows)
    {
        (First, Last) = (first, last);
        foreach (var flow in flows.TakeLast(FlowsKept)) _flows.Enqueue(flow);
    }

    private void Restart(Timestamp time)
    {
        First = time;
        Refused.Clear();
        Nameless.Clear();
        Told.Clear();
        _traces.Clear();
        _flows.Clear();
    }
}
