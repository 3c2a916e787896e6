using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Store;

/// <summary>What changed since the last writing, the latest of every key: gathered from the learners on the judging thread, written by another.</summary>
internal sealed class StateChanges
{
    /// <summary>
    /// Bytes beyond which learners are not asked for more. What a network of twenty thousand hosts changes in half a minute is less, and is written in one transaction; it takes a second
    /// or two to write, in which packets wait for nothing. Where more changes, the rest is asked for in turns; where more changes than can be written, a kill costs more than a minute.
    /// </summary>
    public const long MostBytes = 32 << 20;

    private const int BytesPerEntry = 160; // beside value and key: two objects, and a place in the table

    private readonly Dictionary<MemoryKey, MemoryChange> _entries = [];
    private readonly Dictionary<string, StoredFinding> _findings = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<MemoryKey, MemoryChange> Entries => _entries;
    public IReadOnlyCollection<StoredFinding> Findings => _findings.Values;

    /// <summary>Memory that it takes, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>Entries and findings.</summary>
    public int Count => _entries.Count + _findings.Count;

    public bool IsEmpty => Count == 0;

    /// <summary>Whether more may be added.</summary>
    public bool HasRoom => Bytes < MostBytes;

    /// <summary>The time (a stamp of the clock) up to which all that was learnt was told, with these changes; null when nobody was asked.</summary>
    public long? CompleteSince { get; set; }

    /// <summary>Asks a learner what changed; false when it may have more to tell than there was room for.</summary>
    /// <param name="learner">Who is asked.</param>
    /// <param name="isLast">Whether nobody is asked again.</param>
    /// <param name="share">Bytes that it may take of the room that is left.</param>
    public bool Ask(ILearner learner, bool isLast, long share)
    {
        var page = new Page(this, learner.MemoryName, learner.MemoryVersion) { IsLast = isLast, FullAt = Math.Min(MostBytes, Bytes + share) };
        learner.Save(page);
        return !page.WasFull;
    }

    public void Add(StoredFinding finding)
    {
        if (_findings.TryGetValue(finding.Id, out var before)) Bytes -= BytesPerEntry + before.Ocsf.Length;
        _findings[finding.Id] = finding;
        Bytes += BytesPerEntry + finding.Ocsf.Length;
    }

    /// <summary>Takes what is newer.</summary>
    public void Add(StateChanges newer)
    {
        foreach (var (key, change) in newer._entries) Set(key, change);
        foreach (var finding in newer._findings.Values) Add(finding);
        CompleteSince = newer.CompleteSince ?? CompleteSince;
    }

    private void Set(MemoryKey key, MemoryChange change)
    {
        if (_entries.TryGetValue(key, out var before)) Bytes -= BytesOf(key, before);
        _entries[key] = change;
        Bytes += BytesOf(key, change);
    }

    private static long BytesOf(MemoryKey key, MemoryChange change) => BytesPerEntry + sizeof(char) * key.Key.Length + (change.Value?.Length ?? 0);

    private sealed class Page(StateChanges changes, string learner, int version) : IMemory
    {
        public bool IsLast { get; init; }

        /// <summary>Bytes of all changes at which there is no more room.</summary>
        public required long FullAt { get; init; }

        /// <summary>Whether the learner was told that there is no room.</summary>
        public bool WasFull { get; private set; }

        public bool HasRoom
        {
            get
            {
                WasFull |= changes.Bytes >= FullAt;
                return !WasFull;
            }
        }

        public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) =>
            changes.Set(new MemoryKey(learner, key), new MemoryChange(version, value.ToArray(), lastUsed));

        public void Forget(string key) => changes.Set(new MemoryKey(learner, key), default);
    }
}
