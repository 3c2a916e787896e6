using NetSensor.Analyzers.Devices;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class ArrivalCountTests
{
    [Theory]
    [InlineData(0, 0), InlineData(1, 1), InlineData(3, 3)]
    public void Devices_of_the_last_day_are_counted_also_after_a_restart(int devices, int lately)
    {
        var count = new ArrivalCount("10.0.1.0/24");
        for (var hour = 0; hour < devices; hour++) count.Add(Hours(hour), usesDhcp: true);
        var again = ArrivalCount.Again("10.0.1.0/24", count.Keep());
        Assert.Equal((devices, lately), (count.RateAt(Hours(4)).Known, count.RateAt(Hours(4)).Lately));
        Assert.Equal(count.RateAt(Hours(4)), again.RateAt(Hours(4)));
        again.Add(Hours(4), usesDhcp: false);
        Assert.Equal((devices + 1, lately + 1), (again.RateAt(Hours(4)).Known, again.RateAt(Hours(4)).Lately));
    }

    [Fact]
    public void What_came_days_ago_makes_the_rate_and_what_is_older_than_a_week_does_not()
    {
        var count = new ArrivalCount("10.0.1.0/24");
        count.Add(Hours(0), usesDhcp: false);
        count.Add(Hours(30), usesDhcp: false);
        Assert.Equal((1, 1.0), (count.RateAt(Hours(48)).Lately, count.RateAt(Hours(48)).PerDay));
        count.Add(Hours(24 * 7 + 1), usesDhcp: false);
        Assert.Equal([Hours(30), Hours(24 * 7 + 1)], count.Keep().Times);
    }

    private static Timestamp Hours(double hours) => Timestamp.FromSeconds(1_700_000_000 + 3600 * hours);
}
