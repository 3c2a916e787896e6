using System.Diagnostics.CodeAnalysis;
using NetSensor.Wire;

namespace NetSensor.Enrichment;

/// <summary>The names of one thing, each with the time from which it held. Most things have one, which needs no array.</summary>
internal struct NamesInTime
{
    private const int Most = 8; // one address of a content network serves many names to the same client

    private (Timestamp From, string Name) _only;
    private (Timestamp From, string Name)[]? _several;
    private int _count;

    /// <summary>All of them, in order of time.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<(Timestamp From, string Name)> All => _several is null ? new ReadOnlySpan<(Timestamp, string)>(in _only)[.._count] : _several.AsSpan(0, _count);

    /// <summary>The name that held then; null when none did yet.</summary>
    public readonly string? At(Timestamp at)
    {
        var names = All;
        return PlaceOf(names, at) is > 0 and var place ? names[place - 1].Name : null;
    }

    /// <summary>It had this name then; false when that was known. A late word goes where it belongs; the oldest makes room.</summary>
    public bool Note(string name, Timestamp at)
    {
        var names = All;
        var place = PlaceOf(names, at);
        if (place > 0 && names[place - 1].Name == name) return false;
        if (_count == Most) Replace(place, (at, name));
        else Insert(place, (at, name));
        return true;
    }

    /// <summary>The place behind all that held then.</summary>
    private static int PlaceOf(ReadOnlySpan<(Timestamp From, string Name)> names, Timestamp at)
    {
        var place = names.Length;
        while (place > 0 && names[place - 1].From > at) place--; // ends: counts down
        return place;
    }

    private void Insert(int place, (Timestamp From, string Name) named)
    {
        if (_count++ == 0)
        {
            _only = named;
            return;
        }
        _several ??= [_only, default];
        if (_count > _several.Length) Array.Resize(ref _several, Math.Min(Most, _count * 2));
        Array.Copy(_several, place, _several, place + 1, _count - 1 - place);
        _several[place] = named;
    }

    private readonly void Replace(int place, (Timestamp From, string Name) named)
    {
        if (place == 0) return; // it is the oldest itself
        Array.Copy(_several!, 1, _several!, 0, place - 1);
        _several![place - 1] = named;
    }
}
