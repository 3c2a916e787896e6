using NetSensor.Enrichment.Inventory;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.Inventory;

public sealed class RecentMapTests
{
    private static Timestamp At(int minutes) => Timestamp.FromUnix(1_700_000_000) + TimeSpan.FromMinutes(minutes);

    [Fact]
    public void What_was_used_longest_ago_makes_room_and_is_told()
    {
        var gone = new List<ulong>();
        var map = new RecentMap<ulong, string>(2, gone.Add);
        map.Add(1, "one", At(0));
        map.Add(2, "two", At(0));
        Assert.True(map.TryUse(1, At(5), out _));
        map.Add(3, "three", At(6));
        Assert.Equal([2UL], gone);
        Assert.Equal((1L, 2), (map.Evictions, map.Count));
        Assert.Equal(["one", "three"], map.Values);
    }

    [Fact]
    public void Who_is_used_by_its_number_stays()
    {
        var map = new RecentMap<ulong, string>(2);
        var number = map.Add(1, "one", At(0));
        map.Add(2, "two", At(0));
        Assert.True(map.TryUse(number, 1, At(5)));
        map.Add(3, "three", At(6));
        Assert.Equal(["one", "three"], map.Values);
    }

    [Fact]
    public void Who_made_room_is_not_taken_for_the_one_that_has_its_number()
    {
        var map = new RecentMap<ulong, string>(1);
        var number = map.Add(1, "one", At(0));
        Assert.Equal(number, map.Add(2, "two", At(1)));
        Assert.False(map.TryUse(number, 1, At(2)));
        Assert.Equal(["two"], map.Values);
        map.Remove(2);
        Assert.False(map.TryUse(number, 2, At(3)));
    }

    [Fact]
    public void Who_came_back_under_another_number_is_found()
    {
        var map = new RecentMap<ulong, string>(3);
        var number = map.Add(1, "one", At(0));
        map.Remove(1);
        map.Add(2, "two", At(1));
        map.Add(1, "one again", At(2));
        Assert.True(map.TryUse(number, 1, At(9)));
        Assert.True(map.TryUse(RecentMap<ulong, string>.None, 2, At(12)));
        Assert.Equal(["one again", "two"], map.Values);
    }
}
