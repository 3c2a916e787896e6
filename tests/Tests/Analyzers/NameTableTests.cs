using NetSensor.Analyzers.Common;

namespace NetSensor.Tests.Analyzers;

public sealed class NameTableTests
{
    private readonly NameTable<int> _table = new();

    [Fact]
    public void A_name_below_a_domain_finds_it_again_and_again()
    {
        _table.Add("example.com", 7);
        for (var turn = 0; turn < 2; turn++)
        {
            Assert.True(_table.TryFind(HashedNames.OfThread.Of("www.Example.com"), out var found));
            Assert.Equal(7, found);
        }
    }

    [Fact]
    public void A_name_that_found_nothing_twice_is_found_once_it_is_added()
    {
        Assert.False(_table.TryFind(HashedNames.OfThread.Of("www.example.org"), out _));
        Assert.False(_table.TryFind(HashedNames.OfThread.Of("www.example.org"), out _));
        _table.Add("example.org", 9);
        Assert.True(_table.TryFind(HashedNames.OfThread.Of("www.example.org"), out var found));
        Assert.Equal(9, found);
    }

    [Fact]
    public void Names_that_share_a_place_find_what_is_theirs()
    {
        _table.Add("known.example", 1);
        for (var number = 0; number < 5_000; number++) // more than there are places
        {
            Assert.False(_table.TryFind(HashedNames.OfThread.Of($"n{number}.unknown.example"), out _));
            Assert.True(_table.TryFind(HashedNames.OfThread.Of($"n{number}.known.example"), out _));
        }
    }
}
