using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class AgedTableTests
{
    [Fact]
    public void It_finds_all_of_more_than_a_piece_holds()
    {
        var table = new AgedTable<ulong, long>();
        for (var key = 0ul; key < 40_000; key++) table.Add(key * key, (long)key);
        for (var key = 0ul; key < 40_000; key += 2) table.Remove(table.Find(key * key));
        for (var key = 0ul; key < 40_000; key++)
            Assert.Equal(key % 2 == 0 ? AgedTable<ulong, long>.None : (long)key, table.Find(key * key) is var number and not AgedTable<ulong, long>.None ? table[number] : AgedTable<ulong, long>.None);
        Assert.Equal(20_000, table.Count);
    }

    [Fact]
    public void It_holds_what_a_dictionary_and_a_row_by_age_would()
    {
        var table = new AgedTable<ulong, long>();
        var expected = new Dictionary<ulong, long>();
        var row = new List<ulong>(); // the oldest first
        var random = new Random(7);
        for (var turn = 0; turn < 60_000; turn++)
        {
            var key = (ulong)random.Next(3_000);
            var number = table.Find(key);
            Assert.Equal(expected.ContainsKey(key), number != AgedTable<ulong, long>.None);
            switch (number, random.Next(3))
            {
                case (AgedTable<ulong, long>.None, _):
                    Assert.Equal(key, table.KeyOf(table.Add(key, turn)));
                    expected.Add(key, turn);
                    row.Add(key);
                    break;
                case (_, 0):
                    table.Remove(number);
                    expected.Remove(key);
                    row.Remove(key);
                    break;
                case (_, 1):
                    table[number] = expected[key] = -turn;
                    break;
                default:
                    Assert.Equal(expected[key], table[number]);
                    table.PutLast(number);
                    row.Remove(key);
                    row.Add(key);
                    break;
            }
        }
        Assert.Equal(expected.Count, table.Count);
        Assert.Equal(row.Select(key => expected[key]), table.Values);
        Assert.Equal((row[0], row[^1]), (table.KeyOf(table.Oldest), table.KeyOf(table.Newest)));
    }

    [Fact]
    public void The_last_to_go_leaves_an_empty_row()
    {
        var table = new AgedTable<ulong, string>();
        table.Remove(table.Add(7, "seven"));
        Assert.Equal((0, AgedTable<ulong, string>.None, AgedTable<ulong, string>.None), (table.Count, table.Oldest, table.Newest));
        Assert.Empty(table.Values);
        table.Add(8, "eight");
        Assert.Equal(["eight"], table.Values);
    }

    [Fact]
    public void A_number_that_was_given_back_is_the_next_ones()
    {
        var table = new AgedTable<ulong, string>();
        table.Add(1, "one");
        var number = table.Add(2, "two");
        table.Add(3, "three");
        table.Remove(number);
        Assert.Equal(number, table.Add(4, "four"));
        Assert.Equal(["one", "three", "four"], table.Values);
    }
}
