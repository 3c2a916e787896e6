using NetSensor.Analyzers.Beaconing.Rhythm;

namespace NetSensor.Tests.Analyzers;

/// <summary>What remains when values are taken away one by one, against what its definition gives.</summary>
public class ShrinkingDeviationTests
{
    private const int Length = 200;

    [Fact]
    public void After_each_value_that_goes_the_median_and_the_distances_are_those_of_all_that_remain()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, Length).Select(i => i % 7 == 0 ? 3 : random.NextDouble() * 10 - 5).ToList(); // some are there several times
        var rest = new ShrinkingDeviation(values.ToArray(), new double[Length], new int[ShrinkingDeviation.NumbersOfValue * Length]);
        for (var first = 1; first <= Length; first++)
        {
            rest.Remove(first - 1);
            AssertIsOf(values[first..], rest);
        }
        rest.Restore();
        AssertIsOf(values, rest);
        for (var count = Length - 1; count >= 0; count--)
        {
            rest.Remove(count);
            AssertIsOf(values[..count], rest);
        }
    }

    private static void AssertIsOf(List<double> values, in ShrinkingDeviation rest)
    {
        var sorted = values.Order().ToList();
        var median = sorted.Count == 0 ? 0 : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
        Assert.Equal(median, rest.Median, 1e-9);
        Assert.Equal(sorted.Sum(value => Math.Abs(value - median)), rest.Sum, 1e-9);
    }
}
