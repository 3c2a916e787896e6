using NetSensor.Analyzers.Common;

namespace NetSensor.Tests.Analyzers;

public sealed class LastingTextsTests
{
    [Fact]
    public void The_same_letters_are_one_text()
    {
        var texts = new LastingTexts();
        var first = texts.Of(new string("www.example.com"));
        Assert.Same(first, texts.Of(new string("www.example.com")));
    }

    [Fact]
    public void Texts_that_share_a_place_stay_what_they_are()
    {
        var texts = new LastingTexts();
        Assert.All(Enumerable.Range(0, 20_000), number => Assert.Equal($"n{number}.example", texts.Of($"n{number}.example")));
        Assert.All(Enumerable.Range(0, 20_000), number => Assert.Equal($"n{number}.example", texts.Of($"n{number}.example")));
    }
}
