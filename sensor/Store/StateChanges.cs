using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Store;

/// <summary>What changed since the last writing, the latest of every key: gathered from the learners on the judging thread, written by another.</summary>
internal sealed class StateChanges
{
    private readonly Dictionary<MemoryKey, MemoryChange> _entries = [];
    private readonly Dictionary<string, StoredFinding> _findings = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<MemoryKey, MemoryChange> Entries => _entries;
    public IReadOnlyCollection<StoredFinding> Findings => _findings.Values;
    public long Bytes { get; private set; }
    public bool IsEmpty => _entries.Count == 0 && _findings.Count == 0;

    /// <summary>Asks a learner what changed, for the last time or not.</summary>
    public void Ask(ILearner learner, bool isLast) => learner.Save(new Page(this, learner.MemoryName, learner.MemoryVersion) { IsLast = isLast });

    public void Add(StoredFinding finding)
    {
        if (_findings.TryGetValue(finding.Id, out var before)) Bytes -= before.Ocsf.Length;
        _findings[finding.Id] = finding;
        Bytes += finding.Ocsf.Length;
    }

    /// <summary>Takes what is newer.</summary>
    public void Add(StateChanges newer)
    {
        foreach (var (key, change) in newer._entries) Set(key, change);
        foreach (var finding in newer._findings.Values) Add(finding);
    }

    public void Clear()
    {
        _entries.Clear();
        _findings.Clear();
        Bytes = 0;
    }

    private void Set(MemoryKey key, MemoryChange change)
    {
        if (_entries.TryGetValue(key, out var before)) Bytes -= before.Value?.Length ?? 0;
        _entries[key] = change;
        Bytes += change.Value?.Length ?? 0;
    }

    private sealed class Page(StateChanges changes, string learner, int version) : IMemory
    {
        public bool IsLast { get; init; }

        public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) =>
            changes.Set(new MemoryKey(learner, key), new MemoryChange(version, value.ToArray(), lastUsed));

        public void Forget(string key) => changes.Set(new MemoryKey(learner, key), default);
    }
}
