using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>
/// A table of many small values as it is kept over a restart. A row for each would be millions: all that changed since the last saving is one value, of keys and entries one after the other; now and then
/// the whole table is written anew, in as many savings as that takes, and then the values before are forgotten. Entries join what is known of them already, so that the order in which they come back does
/// not matter, nor that one is kept twice.
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
    private Rewriting? _rewriting;

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
        if (memory.KeepsNothing) Settle(_unsaved.Count);
        else if (_unsaved.Count > 0 || _rewriting is not null) Tell(memory, now);
    }

    private void Tell(IMemory memory, Timestamp now)
    {
        using var value = new MemoryStream();
        using var writer = new BinaryWriter(value, Encoding.UTF8);
        while (_unsaved.Count > 0 && memory.HasRoom) // ends: each turn takes some
        {
            var some = Math.Min(EntriesPerValue, _unsaved.Count);
            foreach (var key in CollectionsMarshal.AsSpan(_unsaved)[..some]) Write(writer, key, in table.Find(key));
            Settle(some);
            Keep(value, memory, now);
        }
        if (_next - _oldest >= MostValues) _rewriting ??= new Rewriting(_next);
        if (_rewriting is not null && TryGoOn(_rewriting, (value, writer), (memory, now))) _rewriting = null;
    }

    /// <summary>Writes on from where there was no more room the last time; true when the whole table is written, and what was kept before it is forgotten.</summary>
    private bool TryGoOn(Rewriting rewriting, (MemoryStream Value, BinaryWriter Writer) to, (IMemory Memory, Timestamp Now) saving)
    {
        if (rewriting.Places != table.Places) (rewriting.Places, rewriting.Place, rewriting.Told) = (table.Places, 0, 0); // it grew: all of them moved
        while (rewriting.Place < table.Places && rewriting.Told < MostKept)
        {
            if (!saving.Memory.HasRoom) return false;
            for (var some = 0; some < EntriesPerValue && rewriting.Place < table.Places; rewriting.Place++) // ends: with the table
            {
                ref readonly var entry = ref table.At(rewriting.Place, out var key);
                if (key == 0 || (table.Count > MostKept && !entry.IsWorthy)) continue;
                Write(to.Writer, key, in entry);
                some++;
                rewriting.Told++;
            }
            Keep(to.Value, saving.Memory, saving.Now);
        }
        for (; _oldest < rewriting.First; _oldest++) saving.Memory.Forget(prefix + _oldest.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The first so many are told.</summary>
    private void Settle(int count)
    {
        foreach (var key in CollectionsMarshal.AsSpan(_unsaved)[..count])
        {
            ref var entry = ref table.Find(key);
            if (!Unsafe.IsNullRef(ref entry)) entry.IsUnsaved = false;
        }
        _unsaved.RemoveRange(0, count);
    }

    private static void Write(BinaryWriter writer, ulong key, ref readonly T entry)
    {
        if (Unsafe.IsNullRef(in entry) || !entry.IsKept) return; // it made room, or lies elsewhere
        writer.Write(key);
        entry.Write(writer);
    }

    private void Keep(MemoryStream value, IMemory memory, Timestamp now)
    {
        if (value.Length == 0) return;
        memory.Keep(prefix + _next++.ToString(CultureInfo.InvariantCulture), value.GetBuffer().AsSpan(0, (int)value.Length), now);
        value.SetLength(0);
    }

    /// <summary>How far the whole table is written.</summary>
    private sealed class Rewriting(long first)
    {
        /// <summary>Number of the first value of it.</summary>
        public long First { get; } = first;
        public int Places, Place, Told;
    }
}
