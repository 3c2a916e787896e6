using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class NumberedTableTests
{
    private const int None = NumberedTable<AlikeKey, int>.None;

    [Fact]
    public void Keys_whose_hashes_are_equal_are_held_as_a_dictionary_would()
    {
        var table = new NumberedTable<AlikeKey, int>();
        var expected = new Dictionary<AlikeKey, int>();
        var random = new Random(7);
        for (var turn = 0; turn < 20_000; turn++)
        {
            var key = new AlikeKey(random.Next(400));
            var number = table.Find(key);
            Assert.Equal(expected.TryGetValue(key, out var value), number != None);
            if (number == None) Assert.Equal(key, table.KeyOf(table.Add(key, expected[key] = turn)));
            else Assert.Equal((key, value), (table.KeyOf(number), table[number]));
            if (number == None || random.Next(2) == 0) continue;
            table.Remove(number);
            expected.Remove(key);
        }
        Assert.Equal(expected.Count, table.Count);
        for (var id = 0; id < 400; id++)
            Assert.Equal(expected.TryGetValue(new AlikeKey(id), out var value) ? value : None, table.Find(new AlikeKey(id)) is var number and not None ? table[number] : None);
    }
}
