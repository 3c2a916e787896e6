using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class HashIndexTests
{
    [Fact]
    public void Numbers_with_the_same_hash_are_found_one_after_the_other()
    {
        var index = new HashIndex();
        for (var number = 0; number < 100; number++) index.Add(number % 3, number);
        Assert.Equal(100, index.Count);
        Assert.Equal(Enumerable.Range(0, 100).Where(number => number % 3 == 1), Alike(index, 1).Order());
        Assert.Equal(HashIndex.None, index.First(3));
    }

    [Fact]
    public void Who_is_taken_out_hides_none_that_stood_behind()
    {
        var random = new Random(7);
        var index = new HashIndex();
        var expected = new Dictionary<int, int>(); // number → hash
        for (var turn = 0; turn < 20_000; turn++)
        {
            var number = random.Next(500);
            if (expected.Remove(number, out var hash)) index.Remove(hash, number);
            else index.Add(expected[number] = random.Next(-40, 40), number);
        }
        Assert.Equal(expected.Count, index.Count);
        for (var hash = -40; hash < 40; hash++)
            Assert.Equal(expected.Where(each => each.Value == hash).Select(each => each.Key).Order(), Alike(index, hash).Order());
    }

    [Fact]
    public void The_hash_and_number_whose_bits_are_all_zero_or_one_are_entries_as_others()
    {
        var index = new HashIndex();
        index.Add(0, 0);
        index.Add(-1, int.MaxValue - 1);
        Assert.Equal((0, int.MaxValue - 1), (index.First(0), index.First(-1)));
        index.Remove(0, 0);
        Assert.Equal((1, HashIndex.None), (index.Count, index.First(0)));
    }

    private static List<int> Alike(HashIndex index, int hash)
    {
        var numbers = new List<int>();
        var place = index.HomeOf(hash);
        while (index.Next(hash, ref place) is var number and not HashIndex.None) numbers.Add(number); // ends: each is there once
        return numbers;
    }
}
