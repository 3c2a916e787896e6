using NetSensor.Enrichment;
using NetSensor.Enrichment.Hardware;
using NetSensor.Tests.Capture;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.Hardware;

public sealed class VendorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static MacAddress Mac(string text) => new(Convert.ToUInt64(text.Replace(":", "", StringComparison.Ordinal), 16));

    private Vendors Read(string text) => Vendors.Read(_folder.Write("vendors.tsv", System.Text.Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("00:00:0c:01:02:03", "Cisco Systems, Inc")]     // IEEE MA-L
    [InlineData("b8:27:eb:12:34:56", "Raspberry Pi Foundation")]
    [InlineData("00:17:88:00:00:01", "Philips Lighting BV")]
    [InlineData("00:55:da:01:02:03", "Shinko Technos co.,ltd.")] // MA-M 0055DA0
    [InlineData("aa:00:04:00:01:02", "DIGITAL EQUIPMENT CORPORATION")] // registered before the bit had its meaning
    public void The_registry_inside_knows_makers(string mac, string name) => Assert.Equal(name, Vendors.Registered.NameOf(Mac(mac)));

    [Fact]
    public void The_longest_prefix_wins()
    {
        var vendors = Read("001A2B\tLarge\n001A2B3\tMedium\n001A2B3C4\tSmall\n");
        Assert.Equal(["Large", "Medium", "Small"], ((string[])["00:1a:2b:00:00:00", "00:1a:2b:30:00:00", "00:1a:2b:3c:4f:ff"]).Select(mac => vendors.NameOf(Mac(mac))));
    }

    [Fact]
    public void A_block_that_is_given_away_in_parts_is_nobodys() => Assert.Null(Read("001A2B\tIEEE Registration Authority\n").NameOf(Mac("00:1a:2b:00:00:00")));

    [Fact]
    public void The_ieees_own_files_are_read()
    {
        var vendors = Read("Registry,Assignment,Organization Name,Organization Address\nMA-L,002272,American Micro-Fuel Device Corp.,2181 Buchanan Loop\nMA-L,00D0EF,\"IGT, Inc.\",9295 PROTOTYPE DRIVE\n");
        Assert.Equal("American Micro-Fuel Device Corp.", vendors.NameOf(Mac("00:22:72:00:00:00")));
        Assert.Equal("IGT, Inc.", vendors.NameOf(Mac("00:d0:ef:00:00:00")));
    }

    [Theory]
    [InlineData("\uFEFF001A2B\tExample GmbH\r\n")] // as Windows saves it
    [InlineData("# ours\n\n001A2B\t Example GmbH ")] // without a last line end
    [InlineData("MA-L,001A2B,\"Example GmbH")]
    public void Files_may_begin_and_end_as_editors_leave_them(string text) => Assert.Equal("Example GmbH", Read(text).NameOf(Mac("00:1a:2b:00:00:00")));

    [Fact]
    public void Names_are_not_only_of_ascii() => Assert.Equal("Müller & Söhne", Read("001A2B\tMüller & Söhne\n").NameOf(Mac("00:1a:2b:00:00:00")));

    [Theory]
    [InlineData("9a:01:02:03:04:05", "locally administered (random or virtual)")]
    [InlineData("01:00:5e:00:00:fb", null)]
    [InlineData("ff:ff:ff:ff:ff:ff", null)]
    [InlineData("00:00:00:00:00:00", null)]
    public void A_locally_administered_address_is_called_so(string mac, string? words)
    {
        Assert.Null(Vendors.Registered.NameOf(Mac(mac)));
        Assert.Equal(words, Vendors.Registered.Describe(Mac(mac)));
    }

    [Theory]
    [InlineData("001A2B\tGood\nnothing\n", "vendors.tsv:2: no prefix and organisation")]
    [InlineData("00ZZ2B\tBad\n", "vendors.tsv:1: no prefix and organisation")]
    [InlineData("001A2B\t \n", "vendors.tsv:1: no prefix and organisation")]
    public void A_line_that_makes_no_sense_is_named(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<EnrichmentException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_capture_given_by_mistake_is_refused() =>
        Assert.Throws<EnrichmentException>(() => Vendors.Read(Path.Combine(Support.Checkout.Folder, "pcaps", "office.pcap")));
}
