using NetSensor.Analyzers.Beaconing.Rhythm;

namespace NetSensor.Tests.Analyzers;

public sealed class PhaseLockTests
{
    private static readonly double[] Beats = [.. Enumerable.Range(0, 40).Where(beat => beat % 3 != 1).Select(beat => 60.0 * beat)]; // a minute, a third missed

    [Fact]
    public void A_beat_that_can_be_of_use_is_found_as_it_is_without_a_bound()
    {
        Assert.Equal(PhaseLock.Find(Beats, 61), PhaseLock.Find(Beats, 61, below: -5));
        Assert.True(PhaseLock.Find(Beats, 61).LogP < -5);
    }

    [Fact]
    public void Where_not_even_a_perfect_beat_could_be_of_use_nothing_is_said() =>
        Assert.Equal(new PhaseLock(61, 0), PhaseLock.Find(Beats, 61, below: -Beats.Length));
}
