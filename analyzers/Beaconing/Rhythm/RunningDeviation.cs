namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// Median of values that come one by one, and the sum of their distances to it: the lower half in one heap and the upper half in another, so that a value
/// costs a logarithm and not a sort.
/// </summary>
public sealed class RunningDeviation
{
    private readonly PriorityQueue<double, double> _lower = new(); // its largest first
    private readonly PriorityQueue<double, double> _upper = new(); // its smallest first
    private double _lowerSum, _upperSum;

    /// <summary>The middle value, or the mean of the two middle ones; 0 for no values.</summary>
    public double Median => (_lower.Count, _upper.Count) switch
    {
        (0, 0) => 0,
        var (low, high) when low > high => _lower.Peek(),
        _ => (_lower.Peek() + _upper.Peek()) / 2,
    };

    /// <summary>Sum of the distances of all values to the median.</summary>
    public double Sum => Median * (_lower.Count - _upper.Count) - _lowerSum + _upperSum;

    /// <summary>Takes in a value.</summary>
    public void Add(double value)
    {
        if (_lower.Count == 0 || value <= _lower.Peek()) ToLower(value);
        else ToUpper(value);
        if (_lower.Count > _upper.Count + 1)
        {
            _lowerSum -= _lower.Peek();
            ToUpper(_lower.Dequeue());
        }
        else if (_upper.Count > _lower.Count)
        {
            _upperSum -= _upper.Peek();
            ToLower(_upper.Dequeue());
        }
    }

    private void ToLower(double value)
    {
        _lower.Enqueue(value, -value);
        _lowerSum += value;
    }

    private void ToUpper(double value)
    {
        _upper.Enqueue(value, value);
        _upperSum += value;
    }
}
