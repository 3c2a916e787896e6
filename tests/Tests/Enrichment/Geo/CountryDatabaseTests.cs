using NetSensor.Enrichment;
using NetSensor.Enrichment.Geo;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.Geo;

public sealed class CountryDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File(string name) => Path.Combine(_folder.Root, name);

    private static Dictionary<string, object> Map(string key, object value) => new() { [key] = value };

    private static string? Of(CountryDatabase countries, string address) => countries.Of(IpAddr.Parse(address));

    [MaxMindFact]
    public void Databases_of_every_maker_are_read()
    {
        var file = new AddressDatabaseWriter()
            .Add("81.0.0.0/8", Map("country", new Dictionary<string, object> { ["geoname_id"] = 2921044u, ["iso_code"] = "DE" })) // GeoLite2, DB-IP
            .Add("82.0.0.0/8", Map("registered_country", Map("iso_code", "FR")))                                                  // GeoIP2 of a satellite
            .Add("83.0.0.0/8", Map("country_code", "SE"))                                                                         // ip-location-db
            .Add("84.0.0.0/8", Map("country", "gb"))                                                                              // IPinfo
            .Add("2a00::/16", Map("country_code", "NL"))
            .Save(File("countries.mmdb"));
        using var countries = CountryDatabase.Open(file);
        Assert.Equal(["DE", "FR", "SE", "GB", "NL", null], ((string[])["81.2.3.4", "82.2.3.4", "83.255.255.255", "84.0.0.0", "2a00::1", "85.0.0.1"]).Select(address => Of(countries, address)));
    }

    [MaxMindFact]
    public void Private_and_reserved_addresses_and_groups_have_no_country_whatever_a_file_says()
    {
        var file = new AddressDatabaseWriter().Add("0.0.0.0/1", Map("country_code", "US")).Add("128.0.0.0/1", Map("country_code", "US")).Add("fe80::/10", Map("country_code", "US")).Save(File("all.mmdb"));
        using var countries = CountryDatabase.Open(file);
        Assert.Equal("US", Of(countries, "9.9.9.9"));
        foreach (var address in (string[])["10.1.2.3", "192.168.1.1", "172.16.0.1", "127.0.0.1", "169.254.1.1", "100.64.0.1", "224.0.0.251", "255.255.255.255", "0.0.0.0", "fe80::1", "::", "::1"])
            Assert.Null(Of(countries, address));
    }

    [MaxMindFact]
    public void An_answer_does_not_depend_on_what_was_asked_before()
    {
        var file = new AddressDatabaseWriter().Add("9.0.0.0/9", Map("country_code", "US")).Add("9.128.0.0/9", Map("country_code", "CA")).Save(File("two.mmdb"));
        using var countries = CountryDatabase.Open(file);
        for (var round = 0; round < 2; round++)
            for (var i = 0u; i < 100_000; i++)              // more than the cache has places for
                Assert.Equal(i % 2 == 0 ? "US" : "CA", countries.Of(IpAddr.FromIPv4(0x0900_0000 + i / 2 + (i % 2 << 23))));
    }

    [MaxMindFact]
    public void What_is_no_country_code_is_not_told()
    {
        var file = new AddressDatabaseWriter().Add("9.0.0.0/8", Map("country_code", "Germany")).Add("8.0.0.0/8", Map("country_code", "D\n")).Add("7.0.0.0/8", Map("country_code", 7u)).Save(File("odd.mmdb"));
        using var countries = CountryDatabase.Open(file);
        foreach (var address in (string[])["9.9.9.9", "8.8.8.8", "7.7.7.7"]) Assert.Null(Of(countries, address));
    }

    [MaxMindFact]
    public void Autonomous_systems_have_a_number_and_a_holder()
    {
        var file = new AddressDatabaseWriter()
            .Add("9.0.0.0/8", new Dictionary<string, object> { ["autonomous_system_number"] = 64500u, ["autonomous_system_organization"] = "Example Networks" })
            .Add("8.0.0.0/8", new Dictionary<string, object> { ["asn"] = "AS64501", ["as_name"] = "Other Networks" })
            .Add("7.0.0.0/8", new Dictionary<string, object> { ["autonomous_system_number"] = (ushort)3320 })
            .Add("6.0.0.0/8", new Dictionary<string, object> { ["asn"] = "none" })
            .Save(File("asn.mmdb"), "Test-ASN");
        using var systems = AsnDatabase.Open(file);
        Assert.Equal(
            [new(64500, "Example Networks"), new(64501, "Other Networks"), new(3320, null), null, null],
            ((string[])["9.9.9.9", "8.8.8.8", "7.7.7.7", "6.6.6.6", "10.0.0.1"]).Select(address => systems.Of(IpAddr.Parse(address))));
    }

    [MaxMindFact]
    public void A_file_that_cannot_be_used_is_named_with_its_fault()
    {
        Assert.Contains("no such file", Fault(File("nowhere.mmdb")), StringComparison.Ordinal);
        Assert.Contains("empty.mmdb: no database", Fault(_folder.Write("empty.mmdb", [])), StringComparison.Ordinal);
        Assert.Contains("text.mmdb: no database", Fault(_folder.Write("text.mmdb", "to whom it may concern"u8.ToArray())), StringComparison.Ordinal);
    }

    [MaxMindFact]
    public void No_damage_of_a_file_does_more_than_take_answers_away()
    {
        var whole = System.IO.File.ReadAllBytes(new AddressDatabaseWriter().Add("9.0.0.0/8", Map("country_code", "US")).Add("8.0.0.0/7", Map("country_code", "CA")).Save(File("whole.mmdb")));
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var damaged = whole.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            if (i % 3 == 0) damaged = damaged[..random.Next(1, damaged.Length)];
            try
            {
                using var countries = CountryDatabase.Open(_folder.Write("damaged.mmdb", damaged));
                foreach (var address in (string[])["9.9.9.9", "8.8.8.8", "1.1.1.1", "2001:4860::1"]) _ = Of(countries, address) ?? "";
            }
            catch (EnrichmentException told)
            {
                Assert.Contains("damaged.mmdb", told.Message, StringComparison.Ordinal);
            }
        }
    }

    private static string Fault(string file) => Assert.Throws<EnrichmentException>(() => CountryDatabase.Open(file)).Message;
}
