using NetSensor.Analyzers.Common;

namespace NetSensor.Tests.Analyzers;

public sealed class HashedNamesTests
{
    private readonly HashedNames _names = new();

    [Fact]
    public void Names_below_one_domain_share_its_text()
    {
        var one = _names.Of("mail.example.com").DomainText;
        Assert.Equal("example.com", one);
        Assert.Same(one, _names.Of("www.example.com").DomainText);
    }

    [Fact]
    public void The_same_name_written_twice_is_one_text()
    {
        var first = _names.Of("www.example.com").Text;
        Assert.Same(first, _names.Of(new string("www.example.com")).Text);
    }

    [Fact]
    public void The_hashes_are_those_of_the_text_and_of_its_domain()
    {
        var name = _names.Of("www.example.com");
        Assert.Equal(("www.example.com".GetHashCode(StringComparison.Ordinal), "example.com".GetHashCode(StringComparison.Ordinal)), (name.Seeded, name.DomainSeeded));
        Assert.Equal((StableHash.Of("www.example.com"), StableHash.Of("example.com")), (name.Hash, name.Domain));
    }
}
