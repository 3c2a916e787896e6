using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Geo;

/// <summary>
/// Countries of addresses, from any country or city database in MaxMind's format: GeoLite2, GeoIP2 and DB-IP (<c>country.iso_code</c>),
/// ip-location-db (<c>country_code</c>), IPinfo (<c>country</c>). One thread at a time.
/// </summary>
public sealed class CountryDatabase : IDisposable
{
    private const int CodeLetters = 2; // ISO 3166-1 alpha-2

    private static readonly string[][] Paths = [["country", "iso_code"], ["registered_country", "iso_code"], ["country_code"], ["country"]];

    private readonly AddressDatabase _database;
    private readonly AddressCache<string?> _cache;

    private CountryDatabase(AddressDatabase database)
    {
        _database = database;
        _cache = new AddressCache<string?>(Find);
    }

    /// <summary>Look-ups that failed because the file is damaged.</summary>
    public long Faults => _database.Faults;

    /// <summary>Opens a file.</summary>
    /// <exception cref="EnrichmentException">It cannot be used; the message says why.</exception>
    public static CountryDatabase Open(string file) => new(AddressDatabase.Open(file));

    /// <summary>The country's two letters (ISO 3166-1); null when nobody knows, and for addresses that are private, reserved or of groups.</summary>
    public string? Of(IpAddr address) => _cache.Of(address);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private string? Find(IpAddr address)
    {
        if (address.IsMulticast || HomeNetworks.Private.Contains(address)) return null; // whatever a file says of them
        foreach (var path in Paths)
            if (_database.Text(address, path) is { Length: CodeLetters } code && code.All(char.IsAsciiLetter)) return string.Intern(code.ToUpperInvariant());
        return null;
    }
}
