using NetSensor.Protocols;

namespace NetSensor.Tests.Protocols;

public sealed class EscapedTextTests
{
    [Fact]
    public void Printable_text_stays() => Assert.Equal("GET /a?b=c", EscapedText.From("GET /a?b=c"u8, 100));

    [Fact]
    public void Well_formed_utf8_stays() => Assert.Equal("grüße 😀", EscapedText.From("grüße 😀"u8, 100));

    [Fact]
    public void Stray_bytes_and_controls_are_spelled_out() =>
        Assert.Equal("uurimisr\\xfchma\\x00\\x7f", EscapedText.From([.. "uurimisr"u8, 0xFC, .. "hma"u8, 0x00, 0x7F], 100));

    [Fact]
    public void No_more_than_the_limit_is_taken() => Assert.Equal("abc", EscapedText.From("abcdef"u8, 3));
}
