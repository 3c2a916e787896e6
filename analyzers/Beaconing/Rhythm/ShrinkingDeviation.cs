namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// Median of values that are taken away one by one, and the sum of their distances to it. They are sorted once and linked in that order: to take one away moves the
/// middle by one link at most, so that all beginnings or all ends of a sequence cost as much as they are long.
/// </summary>
public ref struct ShrinkingDeviation
{
    /// <summary>Numbers that are needed for each value.</summary>
    public const int NumbersOfValue = 3;

    private const int None = -1;

    private readonly Span<double> _sorted;
    private readonly Span<int> _places; // of the values among the sorted ones
    private readonly Span<int> _lower, _upper; // the next that is still there, below and above
    private int _count, _middle; // the highest of the lower half, which has the middle one
    private double _lowerSum, _upperSum;

    /// <summary>All of these values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="room">Where they are sorted; as long as they are.</param>
    /// <param name="numbers">Where their order is kept: <see cref="NumbersOfValue"/> for each.</param>
    public ShrinkingDeviation(ReadOnlySpan<double> values, Span<double> room, Span<int> numbers)
    {
        var length = values.Length;
        _sorted = room;
        _places = numbers[..length];
        _lower = numbers[length..(2 * length)];
        _upper = numbers[(2 * length)..];
        values.CopyTo(_sorted);
        RankSort.Sort(_sorted, _places, _lower);
        Restore();
    }

    /// <summary>The middle value, or the mean of the two middle ones; 0 for no values.</summary>
    public readonly double Median => _count == 0 ? 0 : _count % 2 == 1 ? _sorted[_middle] : (_sorted[_middle] + _sorted[_upper[_middle]]) / 2;

    /// <summary>Sum of the distances of all values to the median.</summary>
    public readonly double Sum => Median * (_count % 2) - _lowerSum + _upperSum;

    /// <summary>All values are there again.</summary>
    public void Restore()
    {
        (_count, _lowerSum, _upperSum) = (_sorted.Length, 0, 0);
        _middle = (_count + 1) / 2 - 1;
        for (var place = 0; place < _sorted.Length; place++)
        {
            (_lower[place], _upper[place]) = (place - 1, place + 1);
            if (place <= _middle) _lowerSum += _sorted[place];
            else _upperSum += _sorted[place];
        }
    }

    /// <summary>Takes a value away.</summary>
    /// <param name="number">Its number among the values; each at most once.</param>
    public void Remove(int number)
    {
        var place = _places[number];
        var (below, above) = (_lower[place], _upper[place]);
        if (below != None) _upper[below] = above;
        if (above != _sorted.Length) _lower[above] = below;
        var isLower = place <= _middle;
        if (isLower) _lowerSum -= _sorted[place];
        else _upperSum -= _sorted[place];
        if (_count-- % 2 == 1)
        {
            if (!isLower) Cross(-_sorted[_middle]); // the lower half has one less
            if (!isLower || place == _middle) _middle = _lower[_middle];
        }
        else if (isLower) // it keeps its number
        {
            _middle = _upper[_middle];
            Cross(_sorted[_middle]);
        }
    }

    private void Cross(double toLower) => (_lowerSum, _upperSum) = (_lowerSum + toLower, _upperSum - toLower);
}
