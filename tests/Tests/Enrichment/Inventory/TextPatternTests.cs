using System.IO.Enumeration;
using NetSensor.Enrichment.Inventory.Classification;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>Patterns of rules mean what the framework's simple expressions mean.</summary>
public sealed class TextPatternTests
{
    [Theory]
    [InlineData("printer")]
    [InlineData("print*")]
    [InlineData("*printer")]
    [InlineData("*rint*")]
    [InlineData("p*r")]
    [InlineData("*p?inter*")]
    [InlineData("*")]
    public void A_pattern_finds_the_same_as_a_simple_expression(string pattern)
    {
        foreach (var text in (string[])["printer", "PRINTER", "Printer-2", "my printer", "prin", "p", "r", "sprinter", "x"])
            Assert.Equal(FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true), new TextPattern(pattern).Matches(text));
    }
}
