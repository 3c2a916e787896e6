using System.Diagnostics.CodeAnalysis;

namespace NetSensor.Analyzers.Common;

/// <summary>Values by domain name; a name finds the entry of itself or of the nearest domain above it.</summary>
public sealed class NameTable<TValue>
{
    private readonly Dictionary<string, TValue> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TValue>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>An empty table.</summary>
    public NameTable() => _lookup = _byName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Entries.</summary>
    public int Count => _byName.Count;

    /// <summary>Adds an entry; the last one of a name holds.</summary>
    public void Add(string name, TValue value) => _byName[name] = value;

    /// <summary>The entry of "a.b.c", else of "b.c", else of "c"; a port behind a colon is no part of the name.</summary>
    public bool TryFind(ReadOnlySpan<char> name, [MaybeNullWhen(false)] out TValue value)
    {
        if (name.IndexOf(':') is var colon and > 0) name = name[..colon];
        name = name.TrimEnd('.');
        while (name.Length > 0) // ends: each turn takes a label away
        {
            if (_lookup.TryGetValue(name, out value)) return true;
            var dot = name.IndexOf('.');
            if (dot < 0) break;
            name = name[(dot + 1)..];
        }
        value = default;
        return false;
    }
}
