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
/// <param name="all">All entries of the table.</param>
internal sealed class KeptEntries<TEntry, TKept>(string prefix, Func<IEnumerable<TEntry>> all) : IRemembered where TEntry : class, IKept where TKept : class
{
    private static readonly JsonTypeInfo<TKept> Layout = KeptLayout.Of<TKept>();

    private readonly UnsavedEntries<TEntry> _unsaved = new(all);

    /// <summary>What tells an entry apart.</summary>
    public required Func<TEntry, string> Key { get; init; }

    /// <summary>What of an entry is kept.</summary>
    public required Func<TEntry, TKept> Keep { get; init; }

    /// <summary>Puts an entry back into its table: what tells it apart, and what was kept.</summary>
    public required Action<string, TKept> PutBack { get; init; }

    /// <summary>Whether what changed of an entry can wait for the next saving, for thrift; the last one takes all. Null: nothing waits.</summary>
    public Func<TEntry, bool>? CanWait { init => _unsaved.CanWait = value; }

    /// <summary>Notes that an entry changed.</summary>
    public void Changed(TEntry entry) => _unsaved.Add(entry);

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
    public void Save(IMemory memory) => _unsaved.TellTo(memory, entry =>
    {
        if (!memory.KeepsNothing && entry.Last > default(Timestamp)) memory.Keep(prefix + Key(entry), JsonSerializer.SerializeToUtf8Bytes(Keep(entry), Layout), entry.Last); // what did not matter since it came back is kept as it is
    });
}
