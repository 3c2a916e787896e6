using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>
/// The entries of a table as they are kept over a restart: each a value of JSON under a key of its own, and saved only when it changed. What is kept is a plain record,
/// so that the layout is visible.
/// </summary>
/// <typeparam name="TEntry">An entry.</typeparam>
/// <typeparam name="TKept">What is kept of one; it stands in <see cref="KeptTypes"/>.</typeparam>
/// <param name="prefix">Begins the keys of these entries, and of no others of the detector.</param>
/// <param name="all">All entries of the table. When more changed than may wait, all are saved: so a replay without a memory, which never saves, does not hold on to what made room.</param>
internal sealed class KeptEntries<TEntry, TKept>(string prefix, Func<IEnumerable<TEntry>> all) : IRemembered where TEntry : class, IKept where TKept : class
{
    private const int MostWaiting = 16_384; // changes of half a minute in a network of ten thousand hosts

    private static readonly JsonTypeInfo<TKept> Layout = KeptLayout.Of<TKept>();

    private readonly List<TEntry> _unsaved = [];
    private bool _isAllUnsaved;

    /// <summary>What tells an entry apart.</summary>
    public required Func<TEntry, string> Key { get; init; }

    /// <summary>What of an entry is kept.</summary>
    public required Func<TEntry, TKept> Keep { get; init; }

    /// <summary>Puts an entry back into its table: what tells it apart, and what was kept.</summary>
    public required Action<string, TKept> PutBack { get; init; }

    /// <summary>Whether what changed of an entry can wait for the next saving, for thrift; the last one takes all. Null: nothing waits.</summary>
    public Func<TEntry, bool>? CanWait { get; init; }

    /// <summary>Notes that an entry changed.</summary>
    public void Changed(TEntry entry)
    {
        if (_isAllUnsaved || entry.IsUnsaved) return;
        if (_unsaved.Count == MostWaiting)
        {
            foreach (var waiting in _unsaved) waiting.IsUnsaved = false;
            _unsaved.Clear();
            _isAllUnsaved = true;
            return;
        }
        entry.IsUnsaved = true;
        _unsaved.Add(entry);
    }

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal)) return false;
        try
        {
            PutBack(key[prefix.Length..], JsonSerializer.Deserialize(value, Layout) ?? throw new FormatException($"nothing under '{key}'"));
            return true;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or OverflowException)
        {
            throw new FormatException($"none of ours under '{key}'", fault);
        }
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        foreach (var entry in _isAllUnsaved ? all() : _unsaved)
        {
            if (!_isAllUnsaved && MayWait(entry, memory)) continue;
            if (!memory.KeepsNothing && entry.Last > default(Timestamp)) memory.Keep(prefix + Key(entry), JsonSerializer.SerializeToUtf8Bytes(Keep(entry), Layout), entry.Last); // what did not matter since it came back is kept as it is
            entry.IsUnsaved = false;
        }
        _unsaved.RemoveAll(entry => !entry.IsUnsaved);
        _isAllUnsaved = false;
    }

    private bool MayWait(TEntry entry, IMemory memory) => !memory.IsLast && !memory.KeepsNothing && CanWait?.Invoke(entry) == true;
}
