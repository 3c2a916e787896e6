using NetSensor.Enrichment;
using NetSensor.Enrichment.Rosters;
using NetSensor.Events;
using NetSensor.Tests.Enrichment.Inventory;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.Rosters;

/// <summary>Lists of managed machines, as other programs export them, and which device is which machine.</summary>
public sealed class RosterTests
{
    private static readonly MacAddress Laptop = new(0x0017_8801_0203);

    private static Roster Csv(params string[] lines) => RosterReader.Read("roster.csv", string.Join("\r\n", lines) + "\r\n");

    private static Device Device(MacAddress? mac = null, string? name = null, string? domain = null, string? address = null, params string[] identifiers) => new()
    {
        Id = "1", Mac = mac, Name = name, Domain = domain, Addresses = address is null ? [] : [IpAddr.Parse(address)], Identifiers = identifiers,
        FirstSeen = HostStory.Noon, LastSeen = HostStory.Noon,
    };

    private static string? KeyOf(Roster roster, Device device) => roster.Match(device, TimeSpan.Zero) is { IsManaged: true } state ? state.MatchedBy : null;

    [Fact]
    public void An_export_with_quotes_a_byte_order_mark_and_names_of_its_own_is_read()
    {
        var roster = RosterReader.Read("edr.csv", "\uFEFF\"Host Name\";\"MAC Address\";\"Serial Number\";\"Last Seen\";\"Primary User\"\n\"DESK-7\";\"00-17-88-01-02-03\";\"S;N \"\"1\"\"\";\"2026-01-31T08:00:00Z\";\"Alice\nA.\"\n");
        var entry = Assert.Single(roster.Entries);
        Assert.Equal((Laptop, "DESK-7", "S;N \"1\"", "Alice\nA."), (entry.Macs[0], entry.Names[0], entry.Identifiers[0], entry.Owner));
        Assert.Equal(Timestamp.FromUnix(1_769_846_400), entry.LastSeen);
        Assert.Empty(roster.Faults);
    }

    [Theory]
    [InlineData("""[{"hostname":"desk-7","mac_address":"001788010203","last_seen":1769846400}]""")]
    [InlineData("""{"value":[{"deviceName":"desk-7","wiFiMacAddress":"001788010203","lastSyncDateTime":"2026-01-31T08:00:00Z"}]}""")]
    [InlineData("""{"count":1,"resources":[{"hostname":"desk-7","network_interfaces":[{"mac":"00-17-88-01-02-03"}],"agent":{"last_seen":1769846400000}}]}""")]
    public void Json_of_several_products_is_read(string json)
    {
        var entry = Assert.Single(RosterReader.Read("roster.json", json).Entries);
        Assert.Equal((Laptop, "desk-7", Timestamp.FromUnix(1_769_846_400)), (entry.Macs[0], entry.Names[0], entry.LastSeen));
    }

    [Fact]
    public void A_row_that_makes_no_sense_is_left_out_and_told_with_its_line()
    {
        var roster = Csv("hostname,mac", "good,00:17:88:01:02:03", "bad,00:17:88", ",");
        Assert.Single(roster.Entries);
        Assert.Equal(2, roster.Faults.Count);
        Assert.StartsWith("roster.csv:3: '00:17:88' is no hardware address", roster.Faults[0], StringComparison.Ordinal);
        Assert.StartsWith("roster.csv:4: nothing tells the machine apart", roster.Faults[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour,size\nred,1\n", "x:1: no column tells machines apart")]
    [InlineData("", "x: is empty")]
    [InlineData("[{\"name\":", "x:1: is no JSON")]
    [InlineData("{\"a\":1}", "x: has no list of objects")]
    public void What_is_no_roster_is_refused(string text, string why) =>
        Assert.StartsWith(why, Assert.Throws<EnrichmentException>(() => RosterReader.Read("x", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_surest_key_counts()
    {
        var roster = Csv("hostname,mac,serial,ip", "desk-7,00:17:88:01:02:03,SN1,10.0.0.7");
        Assert.Equal("mac", KeyOf(roster, Device(Laptop, "desk-7", null, "10.0.0.7")));
        Assert.Equal("serial", KeyOf(roster, Device(new MacAddress(1), "other", null, null, "sn1")));
        Assert.Equal("name", KeyOf(roster, Device(new MacAddress(1), "DESK-7")));
        Assert.Equal("ip", KeyOf(roster, Device(null, null, null, "10.0.0.7")));
        Assert.Null(KeyOf(roster, Device(new MacAddress(1), "phone", null, "10.0.0.99")));
    }

    [Fact]
    public void Another_machine_with_the_same_address_is_another_machine() =>
        Assert.Null(KeyOf(Csv("hostname,mac,ip", "desk-7,00:17:88:01:02:03,10.0.0.7"), Device(new MacAddress(1), null, null, "10.0.0.7")));

    [Theory]
    [InlineData("desk-7.corp.example", null, true)]
    [InlineData("desk-7.corp.example", "corp.example", true)]
    [InlineData("desk-7.corp.example", "CORP", true)]
    [InlineData("desk-7.corp.example", "other.example", false)]
    [InlineData("desk-7", "corp.example", true)]
    public void A_name_matches_with_and_without_its_domain_but_not_with_another(string listed, string? domain, bool matches) =>
        Assert.Equal(matches, KeyOf(Csv("fqdn", listed), Device(null, "Desk-7", domain)) == "name");

    [Theory]
    [InlineData("""[{ "hostname": "\ud800", "mac": "00:00:00:00:00:01" }, { "hostname": "desk-7" }]""", "roster.json: machine 1: holds a text that is no Unicode")]
    [InlineData("""[{ "\ud800": "x" }, { "hostname": "desk-7" }]""", "roster.json: machine 1: holds a text that is no Unicode")]
    public void A_machine_named_with_half_a_letter_costs_its_own_row(string text, string fault)
    {
        var roster = RosterReader.Read("roster.json", text);
        Assert.Equal("desk-7", Assert.Single(Assert.Single(roster.Entries).Names));
        Assert.Equal(fault, Assert.Single(roster.Faults));
    }

    [Fact]
    public void The_directory_says_who_is_managed_and_looks_again_when_the_roster_changes()
    {
        var network = new HostStory();
        network.Announces(0, Laptop, "10.0.0.7");
        var address = IpAddr.Parse("10.0.0.7");
        Assert.Null(network.Hosts.Find(address)?.IsManaged);
        network.Hosts.Use(Csv("mac", "00:00:00:00:00:09"), TimeSpan.FromHours(1));
        Assert.False(network.Hosts.Find(address)?.IsManaged);
        network.Hosts.Use(Csv("mac", "00:17:88:01:02:03"), TimeSpan.FromHours(1));
        Assert.True(network.Hosts.Find(address)?.IsManaged);
    }
}
