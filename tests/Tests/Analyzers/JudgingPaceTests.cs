using NetSensor.Analyzers.Beaconing;

namespace NetSensor.Tests.Analyzers;

public sealed class JudgingPaceTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMinutes(1), Slow = TimeSpan.FromHours(1);

    [Fact]
    public void What_is_nearly_certain_is_judged_at_the_next_check_in() => Assert.Equal((11, 11), (new JudgingPace(10, Quick).AfterDoubt(3), new JudgingPace(10, Slow).AfterDoubt(5)));

    [Fact]
    public void What_is_far_from_certain_waits_for_a_third_more_at_most() => Assert.Equal((16, 40), (new JudgingPace(12, Quick).AfterDoubt(100), new JudgingPace(30, Slow).AfterDoubt(100)));

    [Fact]
    public void Who_comes_seldom_waits_for_fewer_unless_hardly_anything_could_make_it_a_finding()
    {
        Assert.Equal((32, 27), (new JudgingPace(24, Quick).AfterVerdict(20), new JudgingPace(24, Slow).AfterVerdict(20)));
        Assert.Equal((32, 32), (new JudgingPace(24, Quick).AfterVerdict(40), new JudgingPace(24, Slow).AfterVerdict(40)));
    }

    [Fact]
    public void A_quick_rhythm_that_is_known_and_harmless_waits_for_half_more_and_a_slow_one_for_a_third() =>
        Assert.Equal((90, 80), (new JudgingPace(60, Quick).AfterVerdict(40), new JudgingPace(60, Slow).AfterVerdict(40)));
}
