using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>A paced replay hands over by time, not only by number of packets.</summary>
public sealed class PacerTests
{
    [Fact]
    public void A_cut_comes_every_quarter_of_a_second_of_the_clock_and_once()
    {
        var pacer = new Pacer(speed: 1000, TimeProvider.System);
        var first = Timestamp.FromUnix(1_700_000_000);
        Assert.False(pacer.CutsBefore(first));
        pacer.WaitFor(first, CancellationToken.None);
        Assert.False(pacer.CutsBefore(first + TimeSpan.FromSeconds(249)));
        Assert.True(pacer.CutsBefore(first + TimeSpan.FromSeconds(250)));
        Assert.False(pacer.CutsBefore(first + TimeSpan.FromSeconds(250)));
        Assert.False(pacer.CutsBefore(first));
        Assert.True(pacer.CutsBefore(first + TimeSpan.FromSeconds(5000)));
    }
}
