using NetSensor.Analyzers.Common;

namespace NetSensor.Tests.Analyzers;

public sealed class SmallSetTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(31), InlineData(32), InlineData(33), InlineData(500)]
    public void Each_value_is_in_it_once_and_they_come_in_their_order(int values)
    {
        var (set, expected) = (new SmallSet<ulong>(), Enumerable.Range(0, values).Select(value => (ulong)value * 7).ToArray());
        foreach (var value in expected)
        {
            Assert.False(set.Contains(value));
            Assert.True(set.Add(value));
            Assert.False(set.Add(value));
        }
        Assert.Equal(expected, set.ToArray());
        Assert.Equal(values, set.Count);
        Assert.All(expected, value => Assert.True(set.Contains(value)));
        Assert.False(set.Contains(5));
    }
}
