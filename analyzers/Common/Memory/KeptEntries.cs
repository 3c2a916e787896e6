using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>
/// The entries of a table as they are kept over a restart: each a value of JSON under a key of its own, and saved only when it changed. What is kept is a plain record,
/// so that the layout is visible.
/// </summary>
/// <param name="prefix">Begins the keys of these entries, and of no others of the detector.</param>
/// <param name="capacity">Most that wait to be saved; a replay without a memory never saves.</param>
internal sealed class KeptEntries<TEntry, TKept>(string prefix, int capacity) : IRemembered where TEntry : class, IKept where TKept : class
{
    private readonly List<TEntry> _unsaved = [];

    /// <summary>What tells an entry apart.</summary>
    public required Func<TEntry, string> Key { get; init; }

    /// <summary>What of an entry is kept.</summary>
    public required Func<TEntry, TKept> Keep { get; init; }

    /// <summary>Puts an entry back into its table: what tells it apart, and what was kept.</summary>
    public required Action<string, TKept> PutBack { get; init; }

    /// <summary>Notes that an entry changed.</summary>
    public void Changed(TEntry entry)
    {
        if (entry.IsUnsaved || _unsaved.Count >= capacity) return;
        entry.IsUnsaved = true;
        _unsaved.Add(entry);
    }

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal)) return false;
        try
        {
            PutBack(key[prefix.Length..], JsonSerializer.Deserialize<TKept>(value, KeptLayout.Options) ?? throw new FormatException($"nothing under '{key}'"));
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
        foreach (var entry in _unsaved)
        {
            memory.Keep(prefix + Key(entry), JsonSerializer.SerializeToUtf8Bytes(Keep(entry), KeptLayout.Options), entry.Last);
            entry.IsUnsaved = false;
        }
        _unsaved.Clear();
    }
}
