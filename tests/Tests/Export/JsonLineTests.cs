using System.Text.Json;
using NetSensor.Export;
using NetSensor.Wire;

namespace NetSensor.Tests.Export;

/// <summary>Lines are JSON that another reader understands as it was meant.</summary>
public sealed class JsonLineTests
{
    [Fact]
    public void Any_text_reads_back_as_it_was_written()
    {
        var chance = new Random(17);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(30)).Select(_ => Letter(chance)));
            Assert.Equal(text, Written(line => line.Field("x"u8, text)).GetString());
        }
    }

    [Fact]
    public void A_letter_that_needs_an_escape_is_found_wherever_it_stands()
    {
        for (var length = 1; length <= 34; length++)
            for (var at = 0; at < length; at++)
                foreach (var special in "\"\\\n\u007Fé")
                {
                    var text = new string('a', at) + special + new string('~', length - at - 1);
                    Assert.Equal(text, Written(line => line.Field("x"u8, text)).GetString());
                }
    }

    /// <summary>ESC [ in one letter, next line, line separator, right-to-left override: a log on a terminal, or in a program that splits it into lines, stays what it is.</summary>
    [Theory, InlineData("\u009B2J"), InlineData("a\u0085b"), InlineData("a\u2028{}"), InlineData("gpj\u202Eexe")]
    public void What_terminals_obey_and_what_ends_lines_elsewhere_is_written_as_an_escape(string text)
    {
        var line = new JsonLine();
        line.Begin();
        line.Field("x"u8, text);
        line.End();
        var written = System.Text.Encoding.UTF8.GetString(line.Written);
        Assert.All(written[..^1], letter => Assert.InRange(letter, ' ', '~'));
        Assert.Equal(text, JsonDocument.Parse(written).RootElement.GetProperty("x").GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("a\uFFFDb", Written(line => line.Field("x"u8, "a\uD800b")).GetString());

    [Theory]
    [InlineData(0L, "0.000000")]
    [InlineData(1_500_000_000_123_456_789L, "1500000000.123456")]
    [InlineData(999L, "0.000000")]
    [InlineData(-1_500_000L, "-0.001500")]
    public void Times_have_six_decimals(long nanoseconds, string expected) =>
        Assert.Equal(expected, Written(line => line.Field("x"u8, new Timestamp(nanoseconds))).GetRawText());

    [Theory]
    [InlineData(0L)]
    [InlineData(7L)]
    [InlineData(99L)]
    [InlineData(100L)]
    [InlineData(65_535L)]
    [InlineData(1_000_000L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-42L)]
    public void Whole_numbers_read_back(long number) => Assert.Equal(number, Written(line => line.Field("x"u8, number)).GetInt64());

    [Fact]
    public void Every_power_of_ten_and_its_neighbours_read_back()
    {
        for (long power = 1; power <= 1_000_000_000_000_000_000 / 10; power *= 10)
            foreach (var number in new[] { power - 1, power, power + 1 })
                Assert.Equal(number, Written(line => line.Field("x"u8, number)).GetInt64());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("9.10.99.100")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("2001:db8::1:0:0:1")]
    [InlineData("fe80::1ff:fe23:4567:890a")]
    [InlineData("1:0:0:2::3")]
    [InlineData("2001:db8:1:2:3:4:5:6")]
    [InlineData("::1.2.3.4")]
    [InlineData("1:2:3:4:5:6:7:0")]
    [InlineData("1::")]
    [InlineData("::ffff:0:102:304")]
    public void Addresses_are_written_in_their_usual_form(string address) =>
        Assert.Equal(address, Written(line => line.Field("x"u8, IpAddr.Parse(address))).GetString());

    [Fact]
    public void Any_address_is_written_as_the_framework_writes_it()
    {
        var chance = new Random(4);
        var bytes = new byte[16];
        for (var round = 0; round < 5_000; round++)
        {
            chance.NextBytes(bytes);
            for (var i = 0; i < 16; i += 2)
                if (chance.Next(3) > 0) bytes[i] = bytes[i + 1] = 0; // runs of zeros are what is hard
            var address = IpAddr.FromIPv6(bytes);
            if (address.IsIPv4 || address.ToIPAddress().ToString().Contains('.')) continue; // the framework also knows ISATAP
            Assert.Equal(address.ToIPAddress().ToString(), Written(line => line.Field("x"u8, address)).GetString());
        }
    }

    [Fact]
    public void What_is_unset_is_left_out()
    {
        var line = new JsonLine();
        line.Begin();
        line.Field("a"u8, (string?)null);
        line.Field("b"u8, (long?)null);
        line.Field("c"u8, default(MacAddress));
        line.Field("d"u8, (TimeSpan?)null);
        line.Field("e"u8, 1);
        line.End();
        Assert.Equal("{\"e\":1}\n"u8.ToArray(), line.Written.ToArray());
    }

    [Fact]
    public void Long_texts_grow_the_buffer()
    {
        var text = new string('"', 100_000);
        Assert.Equal(text, Written(line => line.Field("x"u8, text)).GetString());
    }

    private static JsonElement Written(Action<JsonLine> write)
    {
        var line = new JsonLine();
        line.Begin();
        write(line);
        line.End();
        return JsonDocument.Parse(line.Written.ToArray()).RootElement.GetProperty("x");
    }

    private static string Letter(Random chance) => chance.Next(6) switch
    {
        0 => ((char)chance.Next(0x20)).ToString(),
        1 => "\"\\/\u007f"[chance.Next(4)].ToString(),
        2 => char.ConvertFromUtf32(chance.Next(0x10000, 0x110000)),
        3 => ((char)chance.Next(0x80, 0xD800)).ToString(),
        _ => ((char)chance.Next(0x20, 0x7F)).ToString(),
    };
}
