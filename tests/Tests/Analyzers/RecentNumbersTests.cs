using NetSensor.Analyzers.Common;

namespace NetSensor.Tests.Analyzers;

public sealed class RecentNumbersTests
{
    [Theory]
    [InlineData(1, 0), InlineData(1, 3), InlineData(2, 1), InlineData(5, 4), InlineData(5, 5), InlineData(5, 12)]
    public void The_newest_are_kept_each_once(int capacity, int added)
    {
        var numbers = new RecentNumbers(capacity);
        for (var number = 1u; number <= added; number++)
        {
            Assert.True(numbers.Add(number));
            Assert.False(numbers.Add(number));
            Assert.True(numbers.Contains(number));
        }
        Assert.Equal(Enumerable.Range(1, added).TakeLast(capacity).Select(number => (uint)number), numbers.Values.ToArray().Order());
        Assert.Equal(Math.Min(capacity, added), numbers.Count);
        Assert.False(numbers.Contains(0));
    }
}
