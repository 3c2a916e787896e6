using NetSensor.Enrichment;
using NetSensor.Enrichment.Geo;
using NetSensor.Enrichment.Hardware;
using NetSensor.Enrichment.ReverseNames;

namespace NetSensor.Host.Config;

/// <summary>The <c>enrichment</c> block. Files are opened when the settings are read, so that a wrong one is told with its line.</summary>
internal static class EnrichmentSettings
{
    private const string None = "none";
    private const string CountryDatabaseName = "country.mmdb"; // put there by the launcher

    private static readonly string[] Keys = ["country_database", "asn_database", "vendors", "reverse_names"];
    private static readonly string[] Scopes = ["off", "internal", "all"]; // as ReverseScope has them

    /// <summary>What holds when nobody says: the database of countries beside the program, if it is there and can be read.</summary>
    public static EnrichmentOptions Default { get; } = new() { CountryDatabase = BesideProgram(CountryDatabaseName) };

    /// <summary>Reads the block over what holds without it.</summary>
    public static EnrichmentOptions Read(ConfigSection section, EnrichmentOptions defaults)
    {
        section.Each(entry => defaults = entry.Key switch
        {
            "country_database" => defaults with { CountryDatabase = Checked(entry, file => CountryDatabase.Open(file).Dispose()) },
            "asn_database" => defaults with { AsnDatabase = Checked(entry, file => AsnDatabase.Open(file).Dispose()) },
            "vendors" => defaults with { Vendors = Checked(entry, file => Vendors.Read(file)) },
            "reverse_names" => defaults with { ReverseNames = defaults.ReverseNames with { Scope = Scope(entry) } },
            _ => throw entry.Unknown(Keys),
        });
        return defaults;
    }

    private static ReverseScope Scope(ConfigEntry entry) => Array.IndexOf(Scopes, entry.Text()) is var scope and >= 0
        ? (ReverseScope)scope
        : throw entry.Fault($"is '{entry.Text()}'; it may be {string.Join(", ", Scopes)}");

    private static string? Checked(ConfigEntry entry, Action<string> open)
    {
        var file = entry.Text();
        if (file == None) return null;
        try
        {
            open(file);
            return file;
        }
        catch (EnrichmentException fault)
        {
            throw entry.Fault(fault.Message);
        }
    }

    private static string? BesideProgram(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "data", name);
        if (!File.Exists(file)) return null;
        try
        {
            CountryDatabase.Open(file).Dispose();
            return file;
        }
        catch (EnrichmentException fault)
        {
            Console.Error.WriteLine($"netsensor: warning: no countries: {Terminal.OneLine(fault.Message)}");
            return null;
        }
    }
}
