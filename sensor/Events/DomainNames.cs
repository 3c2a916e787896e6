using System.Diagnostics.CodeAnalysis;

namespace NetSensor.Events;

/// <summary>Looks names up in tables of domains.</summary>
public static class DomainNames
{
    /// <summary>The entry of "a.b.c", else of "b.c", else of "c".</summary>
    /// <param name="domains">Entries by domain.</param>
    /// <param name="name">A name, with or without its last dot.</param>
    /// <param name="entry">What was found.</param>
    public static bool TryFindNearest<TEntry>(this Dictionary<string, TEntry>.AlternateLookup<ReadOnlySpan<char>> domains, ReadOnlySpan<char> name, [MaybeNullWhen(false)] out TEntry entry)
    {
        name = name.TrimEnd('.');
        while (name.Length > 0) // ends: each turn takes a label away
        {
            if (domains.TryGetValue(name, out entry)) return true;
            var dot = name.IndexOf('.');
            name = dot < 0 ? [] : name[(dot + 1)..];
        }
        entry = default;
        return false;
    }
}
