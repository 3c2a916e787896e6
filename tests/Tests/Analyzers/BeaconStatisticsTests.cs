using NetSensor.Analyzers.Beaconing;
using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>The maths of rhythm on simulated sources: how many of a kind are found after so many check-ins, and how often chance alone looks like one.</summary>
public sealed class BeaconStatisticsTests
{
    private const int Sources = 200;
    private static readonly BeaconOptions Options = new();

    private delegate double Interval(Random chance);

    private static readonly Dictionary<string, Interval> Kinds = new()
    {
        ["60 s"] = chance => 60 + 0.05 * chance.NextDouble(),
        ["60 s shortened by 25 %"] = chance => 60 * (1 - 0.25 * chance.NextDouble()),
        ["60 s shortened by 50 %"] = chance => 60 * (1 - 0.5 * chance.NextDouble()),
        ["60 s shortened by 90 %"] = chance => 60 * (1 - 0.9 * chance.NextDouble()),
        ["5 s both ways 20 %"] = chance => 5 * (1 + 0.2 * (2 * chance.NextDouble() - 1)),
        ["60 s and up to 30 more"] = chance => 60 + 30 * chance.NextDouble(),
        ["2 s loop"] = chance => 2 + 0.05 * chance.NextDouble(),
        ["8 h shortened by 20 %"] = chance => 28_800 * (1 - 0.2 * chance.NextDouble()),
        ["60 s, 30 % missed"] = chance =>
        {
            var interval = 60 + 0.2 * chance.NextDouble();
            while (chance.NextDouble() < 0.3) interval += 60 + 0.2 * chance.NextDouble();
            return interval;
        },
        ["memoryless, 5 min"] = chance => -300 * Math.Log(1 - chance.NextDouble()),
        ["memoryless, 4 s"] = chance => -4 * Math.Log(1 - chance.NextDouble()),
        ["a person who reads"] = chance => chance.NextDouble() < 0.8 ? -3 * Math.Log(1 - chance.NextDouble()) : Math.Exp(5 + 1.5 * Normal(chance)),
    };

    // ---- found in time

    [Theory]
    [InlineData("60 s", 12, 0.99)]
    [InlineData("60 s shortened by 25 %", 12, 0.95)]
    [InlineData("60 s shortened by 50 %", 20, 0.95)]
    [InlineData("60 s shortened by 90 %", 100, 0.95)]
    [InlineData("5 s both ways 20 %", 16, 0.99)]
    [InlineData("60 s and up to 30 more", 16, 0.99)]
    [InlineData("2 s loop", 12, 0.99)]
    [InlineData("8 h shortened by 20 %", 12, 0.95)]
    [InlineData("60 s, 30 % missed", 20, 0.99)]
    public void A_beacon_is_found_within_so_many_check_ins(string kind, int checkIns, double share) =>
        Assert.InRange(FoundShare(kind, checkIns), share, 1);

    [Theory]
    [InlineData("memoryless, 5 min")]
    [InlineData("memoryless, 4 s")]
    [InlineData("a person who reads")]
    public void Who_has_no_rhythm_is_not_found_after_however_many(string kind)
    {
        foreach (var checkIns in new[] { 12, 20, 60, 200 }) Assert.Equal(0, FoundShare(kind, checkIns));
    }

    [Fact]
    public void A_changed_sleep_is_one_beacon_with_the_period_that_it_has_now()
    {
        var chance = new Random(4);
        var score = Score(Starts(30, i => (i < 15 ? 60 : 300) * (1 - 0.1 * chance.NextDouble())));
        Assert.True(score.LogP < Math.Log(1e-12));
        Assert.InRange(score.Now.Period, 270, 300);
        Assert.InRange(score.PreviousPeriod, 54, 60);
        Assert.Equal(1, score.Changes);
    }

    [Fact]
    public void Several_connections_at_each_check_in_are_one()
    {
        var score = Score([.. Enumerable.Range(0, 20).SelectMany(i => new[] { 300.0 * i, 300.0 * i + 1.5, 300.0 * i + 4 })]);
        Assert.Equal(20, score.CheckIns);
        Assert.Equal(300, score.Now.Period, 1);
    }

    [Fact]
    public void A_laptop_that_sleeps_at_night_is_as_regular_as_by_day()
    {
        var starts = new List<double>();
        for (var day = 0; day < 4; day++)
            for (var check = 0; check < 5; check++) starts.Add(86_400 * day + 6_900 * check + 40 * (check % 3) + 3_000 * (day % 2)); // five times a day, nearly two hours apart
        var sleeps = Score(starts, (from, to) => to - from > TimeSpan.FromHours(10));
        var ignored = Score(starts);
        Assert.Equal(3, sleeps.Pauses);
        Assert.True(sleeps.LogP < ignored.LogP);
        Assert.Equal(0, sleeps.MissedShare);
    }

    [Fact]
    public void Missed_check_ins_are_counted_as_such()
    {
        var chance = new Random(8);
        var score = Score(Starts(60, _ => Kinds["60 s, 30 % missed"](chance)));
        Assert.InRange(score.MissedShare, 0.2, 0.4);
        Assert.Equal(60, score.Now.Period, 0);
    }

    // ---- the form of the jitter

    [Theory]
    [InlineData("60 s", JitterForm.Exact, 60)]
    [InlineData("60 s shortened by 25 %", JitterForm.Shortens, 60)]
    [InlineData("60 s shortened by 50 %", JitterForm.Shortens, 60)]
    [InlineData("5 s both ways 20 %", JitterForm.Symmetric, 5)]
    [InlineData("60 s and up to 30 more", JitterForm.Lengthens, 60)]
    public void The_sleep_and_its_jitter_are_read_from_the_edges(string kind, JitterForm form, double sleep)
    {
        var chance = new Random(21);
        var fits = Enumerable.Range(0, 50).Select(_ => Score(Starts(120, _ => Kinds[kind](chance))).Sleep).ToList();
        Assert.InRange(fits.Count(fit => fit.Form == form && Math.Abs(fit.Sleep - sleep) <= 0.02 * sleep), 25, 50); // the edges of a sample leave some doubt
    }

    // ---- the bounds themselves

    /// <summary>Volumes of balls within simplexes, by hand: of two intervals that vary by v, the ball has length √2 v, the simplex √2: a share of v.</summary>
    [Theory]
    [InlineData(2, 0.1, 0.1)]
    [InlineData(3, 0.1, 0.0120920)] // π r² over √3/2, with r² = v²/3
    public void The_bound_is_the_share_of_a_ball_in_a_simplex(int count, double variation, double chance) =>
        Assert.Equal(chance, Math.Exp(TightCluster.Bound(count, variation)), 5);

    [Fact]
    public void Chance_is_never_below_its_bound()
    {
        var chance = new Random(17);
        var hits = 0;
        const int tries = 40_000;
        for (var i = 0; i < tries; i++)
        {
            var intervals = Enumerable.Range(0, 8).Select(_ => -Math.Log(1 - chance.NextDouble())).Order().ToArray();
            if (TightCluster.Find(intervals).LogP < Math.Log(0.05)) hits++;
        }
        Assert.InRange(hits / (double)tries, 0, 0.05);
    }

    /// <summary>An independent simulation of the table's rows: the widths that one memoryless source in a thousand stays below.</summary>
    [Theory]
    [InlineData(8, 0.0528)]
    [InlineData(12, 0.1591)]
    [InlineData(20, 0.3436)]
    public void The_critical_widths_are_those_of_a_simulation(int count, double critical)
    {
        var chance = new Random(count);
        var narrow = 0;
        const int tries = 100_000;
        var intervals = new double[count];
        for (var i = 0; i < tries; i++)
        {
            for (var k = 0; k < count; k++) intervals[k] = -Math.Log(1 - chance.NextDouble());
            Array.Sort(intervals);
            var best = double.MaxValue;
            for (var k = 0; k < count / 2 + 1; k++) best = Math.Min(best, intervals[k + count / 2 - 1] - intervals[k]);
            if (best / ((intervals[count / 2 - 1] + intervals[count / 2]) / 2) <= critical) narrow++;
        }
        Assert.InRange(narrow / (double)tries, 0.0006, 0.0014);
    }

    private static double FoundShare(string kind, int checkIns)
    {
        var chance = new Random(checkIns);
        var found = 0;
        for (var source = 0; source < Sources; source++)
            if (Score(Starts(checkIns, _ => Kinds[kind](chance))).LogP < Math.Log(Options.MaximumPValue)) found++;
        return found / (double)Sources;
    }

    private static List<double> Starts(int count, Func<int, double> interval)
    {
        var starts = new List<double> { 0 };
        for (var i = 1; i < count; i++) starts.Add(starts[^1] + interval(i));
        return starts;
    }

    private static BeaconScore Score(List<double> starts, Func<Timestamp, Timestamp, bool>? slept = null) =>
        BeaconScore.Of(starts.ConvertAll(start => CheckIn.Of(Timestamp.FromSeconds(1_700_000_000 + start), TimeSpan.FromSeconds(0.2), 500, 900)).ToArray(), Options, slept);

    private static double Normal(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
