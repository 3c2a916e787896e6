using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>RITA's score as its documentation defines it, at the places where it is known to be strong and weak.</summary>
public sealed class RitaScoreTests
{
    private const double Day = 86_400;

    [Fact]
    public void A_timer_that_ran_all_day_is_perfect() => Assert.Equal(1.0, Score(Every(60, 0, Day)), 2);

    [Fact]
    public void The_same_timer_that_began_three_hours_ago_is_half_as_good() => Assert.InRange(Score(Every(60, Day - 3 * 3600, Day)), 0.45, 0.52);

    [Fact]
    public void A_sleep_of_four_hours_is_hardly_seen() => Assert.InRange(Score(Every(4 * 3600, 60, Day)), 0.5, 0.75);

    [Fact]
    public void A_person_without_any_rhythm_scores_high()
    {
        var chance = new Random(5);
        var now = 0.0;
        var starts = new List<double>();
        while ((now += -300 * Math.Log(1 - chance.NextDouble())) < Day) starts.Add(now);
        Assert.InRange(Score(starts), 0.7, 0.9);
    }

    [Fact]
    public void Three_contacts_are_not_looked_at() =>
        Assert.Null(RitaScore.Of([0, 60, 120], [1, 1, 1], new int[24], 1));

    /// <summary>Quartiles 10, 20 and 70 of the intervals: skewness 2/3, so the timestamps are worth (1/3 + 1/2) / 2.</summary>
    [Fact]
    public void Skewed_intervals_cost_what_Bowleys_coefficient_says()
    {
        var score = RitaScore.Of([0, 10, 20, 40, 110, 180], [100, 100, 100, 100, 100, 100], new int[24], 0)!.Value;
        Assert.Equal(0.417, score.Timestamps, 3);
        Assert.Equal(1.0, score.Sizes, 3);
    }

    [Fact]
    public void Bars_keep_their_sum_while_their_slices_widen()
    {
        var bars = new ActivityBars(At(0));
        for (var i = 0; i < 1_000; i++) bars.Add(At(i * 80));
        var filled = new int[24];
        Assert.Equal(At(0), bars.Fill(filled, At(Day - 1)));
        Assert.Equal(1_000, filled.Sum());
        Assert.InRange(filled[3], 40, 50);
        Assert.Equal(0, filled[23]);
    }

    [Fact]
    public void After_a_day_the_oldest_slices_are_forgotten()
    {
        var bars = new ActivityBars(At(0));
        for (var i = 0; i < 48; i++) bars.Add(At(i * 3600 + 10));
        var filled = new int[24];
        var from = bars.Fill(filled, At(2 * Day - 1));
        Assert.InRange((At(2 * Day - 1) - from).TotalHours, 23.5, 24);
        Assert.InRange(filled.Sum(), 23, 24);
    }

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);

    private static List<double> Every(double period, double from, double to)
    {
        var starts = new List<double>();
        for (var time = from; time < to; time += period) starts.Add(time);
        return starts;
    }

    private static double Score(List<double> starts)
    {
        var bars = new int[24];
        foreach (var start in starts) bars[(int)(start / Day * 24)]++;
        return RitaScore.Of([.. starts], [.. starts.Select(_ => 300.0)], bars, (starts[^1] - starts[0]) / Day)!.Value.Score;
    }
}
