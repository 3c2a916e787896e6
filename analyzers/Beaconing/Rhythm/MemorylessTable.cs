namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// How often a memoryless source (exponential intervals, a person or a queue) looks as regular as what was seen: the chance that the
/// shortest half of <c>n</c> intervals is at most so wide, relative to their median. Two million simulations per row, made by
/// <c>memoryless-table.c</c>.
/// </summary>
internal static class MemorylessTable
{
    private static readonly double[] Levels = [0.5, 0.1, 0.01, 1e-3, 1e-4, 1e-5];
    private const double Floor = 1e-12; // below the last simulated level the table is extended; nobody should trust it further than this

    private sealed record Row(int Count, double[] Widths);

    private static readonly Row[] Rows =
    [
        new(8, [0.5333, 0.2733, 0.1180, 0.0528, 0.0241, 0.0107]),
        new(10, [0.6225, 0.3724, 0.1941, 0.1055, 0.0580, 0.0336]),
        new(12, [0.6847, 0.4508, 0.2638, 0.1591, 0.0957, 0.0602]),
        new(14, [0.7296, 0.5127, 0.3250, 0.2118, 0.1405, 0.0935]),
        new(16, [0.7638, 0.5630, 0.3789, 0.2587, 0.1785, 0.1277]),
        new(20, [0.8117, 0.6390, 0.4662, 0.3436, 0.2593, 0.1973]),
        new(24, [0.8436, 0.6928, 0.5332, 0.4135, 0.3236, 0.2570]),
        new(32, [0.8833, 0.7643, 0.6288, 0.5176, 0.4302, 0.3543]),
        new(48, [0.9225, 0.8391, 0.7364, 0.6454, 0.5668, 0.4957]),
        new(64, [0.9422, 0.8782, 0.7964, 0.7207, 0.6581, 0.5979]),
        new(96, [0.9616, 0.9179, 0.8600, 0.8057, 0.7540, 0.7127]),
        new(128, [0.9712, 0.9382, 0.8936, 0.8491, 0.8092, 0.7711]),
        new(192, [0.9808, 0.9585, 0.9279, 0.8977, 0.8678, 0.8377]),
        new(256, [0.9857, 0.9689, 0.9456, 0.9219, 0.8985, 0.8744]),
    ];

    /// <summary>Fewest intervals that the table can judge.</summary>
    public static int MinimumCount => Rows[0].Count;

    /// <summary>The p-value of a relative width of the shortest half of <paramref name="count"/> intervals; 1 when there are too few.</summary>
    public static double PValue(int count, double width)
    {
        if (count < MinimumCount) return 1;
        if (count > Rows[^1].Count) return PValue(Rows[^1], width);
        var upper = 0;
        while (Rows[upper].Count < count) upper++; // ends: the last row has as many
        if (upper == 0 || Rows[upper].Count == count) return PValue(Rows[upper], width);
        var (low, high) = (Rows[upper - 1], Rows[upper]);
        var share = Math.Log((double)count / low.Count) / Math.Log((double)high.Count / low.Count);
        return Math.Exp((1 - share) * Math.Log(PValue(low, width)) + share * Math.Log(PValue(high, width)));
    }

    /// <summary>Within a row log p is close to a straight line over log width, and is taken as one between and beyond the simulated levels.</summary>
    private static double PValue(Row row, double width)
    {
        if (width <= 0) return Floor;
        if (width >= row.Widths[0]) return Levels[0];
        var i = 1;
        while (i < Levels.Length - 1 && width < row.Widths[i]) i++;
        var slope = Math.Log(Levels[i] / Levels[i - 1]) / Math.Log(row.Widths[i] / row.Widths[i - 1]);
        return Math.Clamp(Math.Exp(Math.Log(Levels[i]) + slope * Math.Log(width / row.Widths[i])), Floor, 1);
    }
}
