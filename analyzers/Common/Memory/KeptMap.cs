using System.Diagnostics.CodeAnalysis;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>A bounded table that is kept over a restart: its values are plain records, and are kept as they are.</summary>
/// <typeparam name="TKey">What tells entries apart.</typeparam>
/// <typeparam name="TValue">What is kept of each; its public properties are the layout.</typeparam>
internal sealed class KeptMap<TKey, TValue> : IRemembered where TKey : notnull where TValue : class, new()
{
    private readonly BoundedMap<TKey, Entry> _entries;
    private readonly KeptEntries<Entry, TValue> _kept;

    /// <summary>An empty table.</summary>
    /// <param name="prefix">Begins the keys of its entries, and of no others of the detector.</param>
    /// <param name="capacity">Most entries at a time; the one touched longest ago makes room.</param>
    /// <param name="text">A key as text.</param>
    /// <param name="key">The key of a text; <see cref="FormatException"/> when it is none.</param>
    public KeptMap(string prefix, int capacity, Func<TKey, string> text, Func<string, TKey> key)
    {
        _entries = new BoundedMap<TKey, Entry>(capacity);
        _kept = new KeptEntries<Entry, TValue>(prefix, () => _entries.Values)
        {
            Key = entry => text(entry.Key), Keep = entry => entry.Value, PutBack = (name, kept) => EntryOf(key(name)).Value = kept,
        };
    }

    /// <summary>Entries that had to make room.</summary>
    public long Evictions => _entries.Evictions;

    /// <summary>The value of this key, made on the spot when there is none.</summary>
    public TValue GetOrAdd(TKey key) => EntryOf(key).Value;

    /// <summary>The value of this key; false when there is none.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var isThere = _entries.TryGet(key, out var entry);
        value = isThere ? entry!.Value : null;
        return isThere;
    }

    /// <summary>Notes that the value of this key changed, and that it mattered then.</summary>
    public void Changed(TKey key, Timestamp at)
    {
        if (!_entries.TryGet(key, out var entry)) return;
        entry.Last = Timestamp.Max(entry.Last, at);
        _kept.Changed(entry);
    }

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value) => _kept.TryRecall(key, value);

    /// <inheritdoc/>
    public void Save(IMemory memory) => _kept.Save(memory);

    private Entry EntryOf(TKey key) => _entries.GetOrAdd(key, static key => new Entry(key));

    private sealed class Entry(TKey key) : IKept
    {
        public TKey Key { get; } = key;
        public TValue Value { get; set; } = new();
        public Timestamp Last { get; set; } = Timestamp.MinValue;
        public bool IsUnsaved { get; set; }
    }
}
