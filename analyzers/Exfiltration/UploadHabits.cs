using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>How much a host usually sends out, per active hour or per active day: the newest values, bounded, and what is robust in them.</summary>
internal sealed class UploadHabits(int kept)
{
    private const double MadToDeviation = 1.4826; // of a normal distribution
    private const double LeastShare = 0.1;        // of the median: who always sends the same would deviate by a hair
    private const double LeastBytes = 1_000_000;  // and who sends nothing, by a page

    private Queue<double>? _values; // from the first hour, or day, that is over

    /// <summary>Active hours, or days, that are known.</summary>
    public int Count => _values?.Count ?? 0;

    /// <summary>The values, oldest first.</summary>
    public IEnumerable<double> Values => _values ?? [];

    /// <summary>Adds an hour, or a day, that is over.</summary>
    public void Add(double bytes)
    {
        _values ??= new Queue<double>();
        if (_values.Count == kept) _values.Dequeue();
        _values.Enqueue(bytes);
    }

    /// <summary>The middle of what is usual, and by how many robust standard deviations this much lies above it.</summary>
    public (double Median, double Deviation) Judge(double bytes)
    {
        double[] sorted = [.. Values];
        Array.Sort(sorted);
        var median = RobustStats.Median(sorted);
        for (var i = 0; i < sorted.Length; i++) sorted[i] = Math.Abs(sorted[i] - median);
        Array.Sort(sorted);
        var scale = Math.Max(MadToDeviation * RobustStats.Median(sorted), Math.Max(LeastShare * median, LeastBytes));
        return (median, (bytes - median) / scale);
    }
}
