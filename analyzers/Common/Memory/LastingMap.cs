using System.Diagnostics.CodeAnalysis;
using NetSensor.Events;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>A bounded table whose entries last over a restart: of each, a plain record of what matters is kept.</summary>
/// <typeparam name="TKey">What tells entries apart.</typeparam>
/// <typeparam name="TEntry">An entry.</typeparam>
/// <typeparam name="TKept">What is kept of one; it stands in <see cref="KeptTypes"/>.</typeparam>
internal sealed class LastingMap<TKey, TEntry, TKept> : IRemembered where TKey : notnull where TEntry : class, IKept where TKept : class
{
    private readonly BoundedMap<TKey, TEntry> _entries;
    private readonly KeptEntries<TEntry, TKept> _kept;

    /// <summary>An empty table.</summary>
    /// <param name="prefix">Begins the keys of its entries, and of no others of the detector.</param>
    /// <param name="capacity">Most entries at a time; the one touched longest ago makes room.</param>
    /// <param name="form">How entries are kept.</param>
    public LastingMap(string prefix, int capacity, KeptForm<TKey, TEntry, TKept> form)
    {
        _entries = new BoundedMap<TKey, TEntry>(capacity);
        _kept = new KeptEntries<TEntry, TKept>(prefix, () => _entries.Values) { Key = form.Text, Keep = form.Keep, PutBack = PutBack };

        void PutBack(string text, TKept kept)
        {
            var (key, entry) = form.Again(text, kept);
            _entries.GetOrAdd(key, entry, out _);
        }
    }

    /// <summary>Entries that had to make room.</summary>
    public long Evictions => _entries.Evictions;

    /// <summary>The entry of this key; false when there is none.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TEntry entry) => _entries.TryGet(key, out entry);

    /// <summary>The entry of this key, made on the spot when there is none.</summary>
    public TEntry GetOrAdd(TKey key, Func<TKey, TEntry> make) => _entries.GetOrAdd(key, make);

    /// <summary>Notes that an entry changed.</summary>
    public void Changed(TEntry entry) => _kept.Changed(entry);

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value) => _kept.TryRecall(key, value);

    /// <inheritdoc/>
    public void Save(IMemory memory) => _kept.Save(memory);
}
