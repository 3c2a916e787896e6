using NetSensor.Analyzers.Beaconing.Rhythm;

namespace NetSensor.Tests.Analyzers;

public class RunningDeviationTests
{
    [Fact] public void After_each_value_the_median_and_the_distances_are_those_of_all_values_so_far()
    {
        var random = new Random(7);
        var running = new RunningDeviation(new double[200]);
        var values = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            values.Add(i % 7 == 0 ? 3 : random.NextDouble() * 10 - 5); // some come several times
            running.Add(values[^1]);
            var sorted = values.Order().ToList();
            var median = sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
            Assert.Equal(median, running.Median, 9);
            Assert.Equal(sorted.Sum(value => Math.Abs(value - median)), running.Sum, 9);
        }
    }
}
