using NetSensor.Events;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>
/// The entries of a table that changed since they were saved. They are listed, up to a bound; of more, those that are still in the table are looked for there, and what made room meanwhile is
/// not held on to.
/// </summary>
/// <param name="all">All entries of the table.</param>
internal sealed class UnsavedEntries<TEntry>(Func<IEnumerable<TEntry>> all) where TEntry : class, IKept
{
    private const int MostListed = 16_384; // changes of half a minute in a network of ten thousand hosts

    private readonly List<TEntry> _listed = [];
    private bool _areMore;

    /// <summary>Whether what changed of an entry can wait for the next saving, for thrift; the last one takes all. Null: nothing waits.</summary>
    public Func<TEntry, bool>? CanWait { get; set; }

    /// <summary>Notes that an entry changed.</summary>
    public void Add(TEntry entry)
    {
        if (entry.IsUnsaved) return;
        entry.IsUnsaved = true;
        List(entry);
    }

    /// <summary>Tells of them, as long as there is room; the rest is told the next time.</summary>
    public void TellTo(IMemory memory, Action<TEntry> tell)
    {
        var isWhole = TryTell(_areMore ? all() : _listed, memory, tell);
        if (!_areMore)
        {
            _listed.RemoveAll(entry => !entry.IsUnsaved);
            return;
        }
        _listed.Clear();
        if (!isWhole) return;
        _areMore = false;
        foreach (var entry in all())
            if (entry.IsUnsaved) List(entry); // they wait
    }

    private bool TryTell(IEnumerable<TEntry> entries, IMemory memory, Action<TEntry> tell)
    {
        foreach (var entry in entries)
        {
            if (!entry.IsUnsaved || (CanWait?.Invoke(entry) == true && memory is { IsLast: false, KeepsNothing: false })) continue;
            if (!memory.HasRoom) return false;
            tell(entry);
            entry.IsUnsaved = false;
        }
        return true;
    }

    private void List(TEntry entry)
    {
        if (_listed.Count < MostListed) _listed.Add(entry);
        else _areMore = true;
    }
}
