using System.Globalization;
using System.Text;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>
/// A table of many small values as it is kept over a restart. A row for each would be millions: all that changed since the last saving is one value, of keys and entries one after the other; now and then
/// the whole table is written anew and the values before are forgotten. Entries join what is known of them already, so that the order in which they come back does not matter.
/// </summary>
/// <param name="prefix">Begins the keys of its values, and no others of the detector.</param>
/// <param name="table">Where the entries live.</param>
internal sealed class KeptTable<T>(string prefix, CompactTable<T> table) where T : struct, IPackedEntry<T>
{
    private const int MostKept = 1 << 20;     // entries; of a larger table only those that are worth it
    private const int MostValues = 240;       // two hours of savings, after which most of what was written has changed again
    private const int EntriesPerValue = 8192;

    private readonly List<ulong> _unsaved = [];
    private long _oldest, _next; // numbers of the values that are kept

    /// <summary>Notes that an entry changed.</summary>
    public void Changed(ulong key, ref T entry)
    {
        if (entry.IsUnsaved || _unsaved.Count >= MostKept) return; // a replay without a memory never saves
        entry.IsUnsaved = true;
        _unsaved.Add(key);
    }

    /// <summary>Takes back a value; false when the key is of something else.</summary>
    /// <exception cref="FormatException">The key is its own, and the value is not.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal)) return false;
        if (!long.TryParse(key.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var number)) throw new FormatException("no number: " + key);
        using var reader = new BinaryReader(new MemoryStream(value.ToArray()), Encoding.UTF8);
        try
        {
            while (reader.BaseStream.Position < reader.BaseStream.Length) table.GetOrAdd(reader.ReadUInt64(), out _).Join(reader); // ends: each turn reads eight bytes or throws
        }
        catch (EndOfStreamException cut)
        {
            throw new FormatException("the value is cut", cut);
        }
        _oldest = _next == 0 ? number : Math.Min(_oldest, number);
        _next = Math.Max(_next, number + 1);
        return true;
    }

    /// <summary>Tells what changed since the last call.</summary>
    public void Save(IMemory memory, Timestamp now)
    {
        if (_unsaved.Count == 0) return;
        if (!memory.KeepsNothing) Tell(memory, now);
        foreach (var key in _unsaved)
        {
            ref var entry = ref table.Find(key);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry)) entry.IsUnsaved = false;
        }
        _unsaved.Clear();
    }

    private void Tell(IMemory memory, Timestamp now)
    {
        if (_next - _oldest < MostValues)
        {
            Keep(Unsaved(), memory, now);
            return;
        }
        var (from, to) = (_oldest, _next);
        _oldest = _next;
        Keep(table.All.Where(entry => table.Count <= MostKept || entry.Value.IsWorthy).Take(MostKept), memory, now);
        for (var number = from; number < to; number++) memory.Forget(prefix + number.ToString(CultureInfo.InvariantCulture));
    }

    private IEnumerable<(ulong Key, T Value)> Unsaved()
    {
        foreach (var key in _unsaved)
            if (TryGet(key, out var value)) yield return (key, value);
    }

    private bool TryGet(ulong key, out T value)
    {
        ref var entry = ref table.Find(key);
        var isGone = System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry);
        value = isGone ? default : entry;
        return !isGone;
    }

    private void Keep(IEnumerable<(ulong Key, T Value)> entries, IMemory memory, Timestamp now)
    {
        using var value = new MemoryStream();
        using var writer = new BinaryWriter(value, Encoding.UTF8);
        foreach (var some in entries.Where(entry => entry.Value.IsKept).Chunk(EntriesPerValue))
        {
            value.SetLength(0);
            foreach (var (key, entry) in some)
            {
                writer.Write(key);
                entry.Write(writer);
            }
            memory.Keep(prefix + _next++.ToString(CultureInfo.InvariantCulture), value.GetBuffer().AsSpan(0, (int)value.Length), now);
        }
    }
}
