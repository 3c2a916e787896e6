using NetSensor.Analyzers.Common;
using NetSensor.Tests.Support;

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

    [Theory]
    [InlineData(7)]
    [InlineData(200)]
    [InlineData(1000)] // more than there are keys
    public void Keys_whose_hashes_are_equal_are_held_as_a_dictionary_would(int capacity)
    {
        var map = new BoundedMap<AlikeKey, (AlikeKey Key, int Turn)>(capacity);
        var expected = new Dictionary<AlikeKey, (AlikeKey Key, int Turn)>();
        var random = new Random(7);
        var evictions = 0;
        for (var turn = 0; turn < 20_000; turn++)
        {
            var key = new AlikeKey(random.Next(400));
            Assert.Equal(expected.TryGetValue(key, out var wanted), map.TryPeek(key, out var found));
            Assert.Equal(wanted, found);
            if (random.Next(2) == 0)
            {
                map.TryGet(key, out _); // touched
                continue;
            }
            if (!expected.ContainsKey(key) && expected.Count == capacity)
            {
                expected.Remove(map.Values.First().Key);
                evictions++;
            }
            map.RefOrAdd(key) = expected[key] = (key, turn);
        }
        Assert.Equal((expected.Count, evictions), (map.Count, map.Evictions));
        Assert.Equal(expected.Values.OrderBy(each => each.Turn), map.Values.OrderBy(each => each.Turn));
    }
}
