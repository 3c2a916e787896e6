namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// Median of values that come one by one, and the sum of their distances to it. They are kept sorted, with the sums of either half: for the few hundred
/// that are looked at, moving them along costs less than heaps do.
/// </summary>
/// <param name="room">Where they are kept; as long as there are values to come.</param>
public ref struct RunningDeviation(Span<double> room)
{
    private readonly Span<double> _sorted = room;
    private int _count;
    private double _lowerSum, _upperSum; // of the lower half, with the middle one, and of the rest

    /// <summary>The middle value, or the mean of the two middle ones; 0 for no values.</summary>
    public readonly double Median => _count == 0 ? 0 : _count % 2 == 1 ? _sorted[_count / 2] : (_sorted[_count / 2 - 1] + _sorted[_count / 2]) / 2;

    /// <summary>Sum of the distances of all values to the median.</summary>
    public readonly double Sum => Median * (_count % 2) - _lowerSum + _upperSum;

    /// <summary>Takes in a value.</summary>
    public void Add(double value)
    {
        var lower = (_count + 1) / 2;
        var at = Place(value);
        _sorted[at.._count].CopyTo(_sorted[(at + 1)..]);
        _sorted[at] = value;
        if (at < lower) _lowerSum += value;
        else _upperSum += value;
        var crosses = _sorted[lower]; // the one that is next to the border now
        if (at < lower && _count % 2 == 1) Cross(-crosses);
        else if (at >= lower && _count % 2 == 0) Cross(crosses);
        _count++;
    }

    private void Cross(double toLower) => (_lowerSum, _upperSum) = (_lowerSum + toLower, _upperSum - toLower);

    private readonly int Place(double value)
    {
        var (from, to) = (0, _count);
        while (from < to) // ends: the range is halved
        {
            var middle = (from + to) / 2;
            if (_sorted[middle] <= value) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
