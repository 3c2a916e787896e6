using NetSensor.Analyzers.Common;

namespace NetSensor.Tests.Analyzers;

public sealed class BoundedMapTests
{
    [Fact]
    public void An_entry_is_found_by_its_number_while_it_is_there()
    {
        var map = new BoundedMap<ulong, string>(2);
        map.GetOrAdd(7, "seven", out var number);
        Assert.Equal("seven", map.GetOrAdd(7, "another", out var again));
        Assert.Equal(number, again);
        Assert.True(map.TryGetAt(number, 7, out var found));
        Assert.Equal("seven", found);
        Assert.False(map.TryGetAt(number, 8, out _));
        Assert.False(map.TryGetAt(99, 7, out _));
    }

    [Fact]
    public void Who_made_room_is_not_found_by_the_number_that_another_one_got()
    {
        var map = new BoundedMap<ulong, string>(2);
        map.GetOrAdd(1, "one", out var number);
        map.GetOrAdd(2, "two", out _);
        map.GetOrAdd(3, "three", out var given);
        Assert.Equal(number, given);
        Assert.False(map.TryGetAt(number, 1, out _));
        Assert.Equal("three", map.ValueAt(number));
    }

    [Fact]
    public void A_value_is_changed_where_it_lies()
    {
        var map = new BoundedMap<ulong, int>(2);
        map.RefOrAdd(1)++;
        map.RefOrAdd(2) = 5;
        map.RefOrAdd(1)++;
        Assert.True(map.TryGet(1, out var twice));
        Assert.Equal(2, twice);
        map.RefOrAdd(3) = 7; // the second was touched longest ago
        Assert.Equal([2, 7], map.Values);
    }

    [Fact]
    public void To_find_by_number_counts_as_a_touch()
    {
        var map = new BoundedMap<ulong, string>(2);
        map.GetOrAdd(1, "one", out var number);
        map.GetOrAdd(2, "two", out _);
        Assert.True(map.TryGetAt(number, 1, out _));
        map.GetOrAdd(3, "three", out _);
        Assert.True(map.TryGet(1, out _));
        Assert.False(map.TryGet(2, out _));
    }
}
