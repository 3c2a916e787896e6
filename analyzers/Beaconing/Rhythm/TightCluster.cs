using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// The neighbouring intervals, of all that were seen, whose closeness would surprise most in a memoryless source; pure.
/// <para>
/// Memoryless intervals, divided by their sum, lie evenly in a simplex, and those with a small coefficient of variation lie in a ball around its
/// centre: the ball's share of the volume bounds the chance from above. Whoever may choose m of n intervals has (n choose m) tries at it.
/// So intervals that are off (missed check-ins, a night, another sleep) can be left out and are paid for; the bound holds for any n.
/// </para>
/// </summary>
/// <param name="First">Position of the shortest of them among the sorted intervals.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Variation">Their standard deviation relative to their mean.</param>
/// <param name="LogP">Natural logarithm of the bound; 0 when nothing is surprising.</param>
public readonly record struct TightCluster(int First, int Count, double Variation, double LogP)
{
    private const int Fewest = 4;
    private const int Lanes = 8;
    private const double FinestVariation = 1e-4; // clocks and queues are no better than this, and a capture's times may be rounded

    private static readonly double[] Shares = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

    /// <summary>Looks among these intervals (any unit, ascending, none negative).</summary>
    public static TightCluster Find(ReadOnlySpan<double> sorted)
    {
        var best = new TightCluster(0, sorted.Length, 1, 0);
        if (sorted.Length < Fewest) return best;
        var room = sorted.Length < Scratch.OnStack ? stackalloc double[2 * sorted.Length + 2] : new double[2 * sorted.Length + 2];
        var sums = room[..(sorted.Length + 1)];
        var squares = room[(sorted.Length + 1)..];
        for (var i = 0; i < sorted.Length; i++)
            (sums[i + 1], squares[i + 1]) = (sums[i] + sorted[i], squares[i] + sorted[i] * sorted[i]);
        foreach (var share in Shares)
        {
            var count = (int)Math.Ceiling(share * sorted.Length);
            if (count < Fewest || (share < 1 && count == sorted.Length)) continue;
            var (first, variation) = Closest(sums, squares, count);
            var chance = Bound(count, variation) + LogGamma.Choose(sorted.Length, count) + Math.Log(Shares.Length);
            if (chance < best.LogP) best = new TightCluster(first, count, variation, chance);
        }
        return best;
    }

    /// <summary>Bounds ln of the chance that <paramref name="count"/> memoryless intervals vary so little; may exceed 0, where it says nothing.</summary>
    public static double Bound(int count, double variation)
    {
        var dimensions = count - 1;
        return dimensions * (Math.Log(Math.PI) / 2 + Math.Log(Math.Max(variation, FinestVariation)) - Math.Log(count) / 2)
            - LogGamma.OfHalves(dimensions + 2) - Math.Log(count) / 2 + LogGamma.OfHalves(2 * count);
    }

    private static Vector512<double> Eight(ReadOnlySpan<double> values, int at) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);

    private static (int First, double Variation) Closest(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, int count)
    {
        var (best, least) = (0, double.MaxValue);
        var i = 0;
        for (; i + count + Lanes <= sums.Length; i += Lanes) // eight at a time; of those that are equally close, the first
        {
            var means = (Eight(sums, i + count) - Eight(sums, i)) / count;
            var variances = Vector512.Max(Vector512<double>.Zero, (Eight(squares, i + count) - Eight(squares, i)) / count / (means * means) - Vector512<double>.One);
            var closer = (Vector512.LessThan(variances, Vector512.Create(least)) & Vector512.GreaterThan(means, Vector512<double>.Zero)).ExtractMostSignificantBits();
            for (; closer != 0; closer &= closer - 1) // ends: each turn clears a bit
                if (BitOperations.TrailingZeroCount(closer) is var lane && variances[lane] < least) (best, least) = (i + lane, variances[lane]);
        }
        for (; i + count < sums.Length; i++)
        {
            var mean = (sums[i + count] - sums[i]) / count;
            if (mean <= 0) continue;
            var variance = Math.Max(0, (squares[i + count] - squares[i]) / count / (mean * mean) - 1);
            if (variance < least) (best, least) = (i, variance);
        }
        return (best, Math.Sqrt(least));
    }
}
