using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>What one source tried of late: accounts with their refusals, tickets, and what was told of it.</summary>
internal sealed class SourceRecord(IpAddr source)
{
    private const int NamesKept = 256; // accounts or services; a longer list tells nothing more
    private const int FlowsKept = 5;

    private readonly Queue<FlowIdentity> _flows = new(FlowsKept);

    public IpAddr Source { get; } = source;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; } = Timestamp.MinValue;

    /// <summary>Refusals by account.</summary>
    public Dictionary<string, int> Refused { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>Accounts that do not exist.</summary>
    public HashSet<string> Unknown { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>Failed logins whose account is not seen, by target.</summary>
    public Dictionary<IpAddr, int> Nameless { get; } = [];
    /// <summary>Services of accounts for which a weak ticket was given.</summary>
    public HashSet<string> Roasted { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>Accounts whose first reply was given without proof.</summary>
    public HashSet<string> ReplyRoasted { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>Accounts for which a first ticket was asked with one encryption type only.</summary>
    public HashSet<string> Forged { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>Accounts that logged on in spite of refusals before: the guess that was right.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>What was told, with its weight.</summary>
    public Dictionary<AttackKind, (Severity Severity, int Size)> Told { get; } = [];

    public int TimesTold { get; set; }
    public bool Touched { get; set; }
    public IReadOnlyCollection<FlowIdentity> Flows => _flows;

    /// <summary>Takes note of the time and flow of something; what is older than the window is forgotten after a silence.</summary>
    public void See(Timestamp time, FlowIdentity flow, TimeSpan window)
    {
        if (Last == Timestamp.MinValue || time - Last > window) Restart(time);
        if (time > Last) Last = time;
        if (_flows.Count > 0 && ReferenceEquals(_flows.Last(), flow)) return;
        if (_flows.Count == FlowsKept) _flows.Dequeue();
        _flows.Enqueue(flow);
    }

    public static void Count<TKey>(Dictionary<TKey, int> counts, TKey key) where TKey : notnull
    {
        if (counts.TryGetValue(key, out var count)) counts[key] = count + 1;
        else if (counts.Count < NamesKept) counts[key] = 1;
    }

    public static void Note(HashSet<string> names, string name)
    {
        if (names.Count < NamesKept) names.Add(name);
    }

    private void Restart(Timestamp time)
    {
        First = time;
        Refused.Clear();
        Unknown.Clear();
        Nameless.Clear();
        Roasted.Clear();
        ReplyRoasted.Clear();
        Forged.Clear();
        Broken.Clear();
        Told.Clear();
        _flows.Clear();
    }
}
