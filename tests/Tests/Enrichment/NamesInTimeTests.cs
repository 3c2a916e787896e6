using NetSensor.Enrichment;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment;

public sealed class NamesInTimeTests
{
    private static string[] Of(NamesInTime names) => [.. names.All.ToArray().Select(named => $"{named.From.Nanoseconds} {named.Name}")];

    [Fact]
    public void Each_holds_from_its_time_until_the_next()
    {
        var names = new NamesInTime();
        Assert.Null(names.At(new Timestamp(5)));
        names.Note("a", new Timestamp(10));
        names.Note("b", new Timestamp(20));
        Assert.Null(names.At(new Timestamp(9)));
        Assert.Equal(("a", "a", "b", "b"), (names.At(new Timestamp(10)), names.At(new Timestamp(19)), names.At(new Timestamp(20)), names.At(new Timestamp(99))));
    }

    [Fact]
    public void A_late_word_goes_where_it_belongs_and_what_is_known_is_no_news()
    {
        var names = new NamesInTime();
        Assert.True(names.Note("a", new Timestamp(10)));
        Assert.True(names.Note("c", new Timestamp(30)));
        Assert.True(names.Note("b", new Timestamp(20)));
        Assert.False(names.Note("b", new Timestamp(25)));
        Assert.True(names.Note("z", new Timestamp(5)));
        Assert.Equal(["5 z", "10 a", "20 b", "30 c"], Of(names));
    }

    [Fact]
    public void Of_more_than_eight_the_oldest_makes_room()
    {
        var names = new NamesInTime();
        for (var i = 1; i <= 10; i++) names.Note("n" + i, new Timestamp(10 * i));
        Assert.Equal(["30 n3", "40 n4", "50 n5", "60 n6", "70 n7", "80 n8", "90 n9", "100 n10"], Of(names));
        Assert.True(names.Note("late", new Timestamp(65)));
        Assert.Equal(["40 n4", "50 n5", "60 n6", "65 late", "70 n7", "80 n8", "90 n9", "100 n10"], Of(names));
        Assert.True(names.Note("first", new Timestamp(1)));
        Assert.Equal(8, names.All.Length);
        Assert.Equal("n4", names.All[0].Name);
    }
}
