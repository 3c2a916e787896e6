using NetSensor.Analyzers.Beaconing.Rhythm;

namespace NetSensor.Tests.Analyzers;

/// <summary>Numbers sorted by counting those below each are in the order that comparing them one by one gives.</summary>
public sealed class RankSortTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 7, 8, 9, 15, 16, 31, 40, 95, RankSort.Most, RankSort.Most + 1, 255];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Numbers_come_in_order_and_what_goes_with_them_stays_with_them(int length)
    {
        var numbers = Some(length);
        var (sorted, others) = (numbers.ToArray(), numbers.Select(number => -2 * number).ToArray());
        RankSort.Sort(sorted, others);
        Assert.Equal(numbers.Order(), sorted);
        Assert.Equal(numbers.Order().Select(number => -2 * number), others);
        RankSort.Sort(numbers);
        Assert.Equal(sorted, numbers);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Each_number_is_found_at_the_place_that_is_told(int length)
    {
        var numbers = Some(length);
        var (sorted, places) = (numbers.ToArray(), new int[length]);
        RankSort.Sort(sorted, places, new int[length]);
        Assert.Equal(Enumerable.Range(0, length), places.Order());
        for (var i = 0; i < length; i++) Assert.Equal(numbers[i], sorted[places[i]]);
    }

    [Fact]
    public void Equal_numbers_keep_their_order()
    {
        double[] numbers = [3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], others = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        RankSort.Sort(numbers, others);
        Assert.Equal([1, 3, 5, 7, 9, 0, 2, 4, 6, 8, 10], others);
    }

    private static double[] Some(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(i => i % 5 == 0 ? 0 : Math.Round(random.NextDouble() * 100, 1))]; // some are there several times
    }
}
