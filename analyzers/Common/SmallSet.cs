using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// A set for thousands of owners, most of which have one value or a few: the first lies within, some more in an array that is searched from end to end, and only many in a table.
/// </summary>
internal struct SmallSet<T> where T : struct, IEquatable<T>
{
    private const int MostSearched = 32;
    private const int FirstRoom = 2;

    private T _first;
    private T[]? _more;
    private HashSet<T>? _all; // once there are too many to search
    private int _count;

    /// <summary>How many there are.</summary>
    public readonly int Count => _count;

    /// <summary>Whether the value is among them.</summary>
    public readonly bool Contains(T value)
    {
        if (_all is not null) return _all.Contains(value);
        return _count > 0 && (_first.Equals(value) || (_count > 1 && _more.AsSpan(0, _count - 1).Contains(value)));
    }

    /// <summary>Adds a value; false when it was there.</summary>
    public bool Add(T value)
    {
        if (_all is null ? Contains(value) : !_all.Add(value)) return false;
        if (_count == 0) _first = value;
        else if (_all is null) AddMore(value);
        _count++;
        return true;
    }

    /// <summary>The values, in the order in which they came.</summary>
    public readonly T[] ToArray() => _all is not null ? [.. _all] : _count == 0 ? [] : [_first, .. _more.AsSpan(0, _count - 1)];

    private void AddMore(T value)
    {
        if (_count == MostSearched)
        {
            _all = new HashSet<T>(2 * MostSearched, SeededNumbers.Instance as IEqualityComparer<T>) { _first };
            foreach (var known in _more!) _all.Add(known);
            _all.Add(value);
            _more = null;
            return;
        }
        if (_more is null) _more = new T[FirstRoom];
        else if (_more.Length < _count) Array.Resize(ref _more, Math.Min(MostSearched - 1, 2 * _more.Length));
        _more[_count - 1] = value;
    }
}
