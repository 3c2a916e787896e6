namespace NetSensor.Analyzers.Common;

/// <summary>Statistics, most of them such that a few outliers cannot move. Those that say nothing else take sorted values.</summary>
public static class RobustStats
{
    /// <summary>The value below which the share <paramref name="q"/> (0 to 1) of the values lies, interpolated; 0 for no values.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double q)
    {
        if (sorted.Length == 0) return 0;
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        if (below + 1 >= sorted.Length) return sorted[^1];
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    public static double Median(ReadOnlySpan<double> sorted) => Quantile(sorted, 0.5);

    /// <summary>Median of the distances of the values to a middle: walks from it to both sides, as far as half of them.</summary>
    public static double MedianDeviation(ReadOnlySpan<double> sorted, double middle)
    {
        var above = 0;
        while (above < sorted.Length && sorted[above] < middle) above++;
        var (below, nearest, last) = (above - 1, 0.0, 0.0);
        for (var taken = 0; taken <= sorted.Length / 2 && taken < sorted.Length; taken++)
        {
            var takesBelow = above == sorted.Length || (below >= 0 && middle - sorted[below] <= sorted[above] - middle);
            (last, nearest) = (nearest, takesBelow ? middle - sorted[below--] : sorted[above++] - middle);
        }
        return sorted.Length % 2 == 1 ? nearest : (last + nearest) / 2;
    }

    /// <summary>Standard deviation relative to the mean, of values in any order; 0 when there is no mean above 0. Outliers do move it.</summary>
    public static double Variation(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values) sum += value;
        var mean = values.Length == 0 ? 0 : sum / values.Length;
        if (mean <= 0) return 0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length) / mean;
    }

    /// <summary>The narrowest range that holds half of the values (rounded up): its start and its width.</summary>
    public static (double Start, double Width) ShortestHalf(ReadOnlySpan<double> sorted)
    {
        if (sorted.Length == 0) return (0, 0);
        var half = (sorted.Length + 1) / 2;
        var best = 0;
        for (var i = 1; i + half <= sorted.Length; i++)
            if (sorted[i + half - 1] - sorted[i] < sorted[best + half - 1] - sorted[best]) best = i;
        return (sorted[best], sorted[best + half - 1] - sorted[best]);
    }
}
