using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Geo;

/// <summary>
/// Countries of addresses, and places where it knows them, from any country or city database in MaxMind's format: GeoLite2, GeoIP2 and DB-IP (<c>country.iso_code</c>,
/// <c>city.names.en</c>, <c>location.latitude</c>), ip-location-db (<c>country_code</c>, <c>city</c>, <c>latitude</c>), IPinfo (<c>country</c>, <c>city</c>, <c>lat</c>). One thread at a time.
/// </summary>
public sealed class CountryDatabase : IDisposable
{
    private const int CodeLetters = 2; // ISO 3166-1 alpha-2
    private const int Digits = 4;      // of degrees: ten metres, and no database is that exact

    private static readonly string[][] Paths = [["country", "iso_code"], ["registered_country", "iso_code"], ["country_code"], ["country"]];

    private readonly AddressDatabase _database;
    private readonly AddressCache<string?> _cache;
    private readonly AddressCache<Place?> _places;

    private CountryDatabase(AddressDatabase database)
    {
        _database = database;
        _cache = new AddressCache<string?>(Find);
        _places = new AddressCache<Place?>(FindPlace);
    }

    /// <summary>Look-ups that failed because the file is damaged.</summary>
    public long Faults => _database.Faults;

    /// <summary>Opens a file.</summary>
    /// <exception cref="EnrichmentException">It cannot be used; the message says why.</exception>
    public static CountryDatabase Open(string file) => new(AddressDatabase.Open(file));

    /// <summary>The country's two letters (ISO 3166-1); null when nobody knows, and for addresses that are private, reserved or of groups.</summary>
    public string? Of(IpAddr address) => _cache.Of(address);

    /// <summary>The city and its coordinates; null when the database has none, and for addresses that are private, reserved or of groups.</summary>
    public Place? PlaceOf(IpAddr address) => _places.Of(address);

    /// <summary>Asks for the memory that a look-up of this address reads (<see cref="CacheLines"/>).</summary>
    public void FetchAhead(IpAddr address)
    {
        _cache.FetchAhead(address);
        _places.FetchAhead(address);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private Place? FindPlace(IpAddr address)
    {
        if (_cache.Of(address) is null) return null;
        var city = _database.Text(address, "city", "names", "en") ?? _database.Text(address, "city");
        var latitude = Degrees(address, 90, ["location", "latitude"], ["latitude"], ["lat"]);
        var longitude = Degrees(address, 180, ["location", "longitude"], ["longitude"], ["lng"]);
        if (latitude is null || longitude is null) (latitude, longitude) = (null, null);
        return city is { Length: > 0 } || latitude is not null ? new Place(city is { Length: > 0 } ? city : null, latitude, longitude) : null;
    }

    /// <summary>A number, or a text that holds one; null when it is none or too large.</summary>
    private double? Degrees(IpAddr address, double most, params ReadOnlySpan<string[]> paths)
    {
        foreach (var path in paths)
        {
            var degrees = _database.Real(address, path)
                ?? (double.TryParse(_database.Text(address, path), NumberStyles.Float, CultureInfo.InvariantCulture, out var written) ? written : null);
            if (degrees is { } known && Math.Abs(known) <= most) return Math.Round(known, Digits);
        }
        return null;
    }

    private string? Find(IpAddr address)
    {
        if (address.IsMulticast || HomeNetworks.Private.Contains(address)) return null; // whatever a file says of them
        foreach (var path in Paths)
            if (_database.Text(address, path) is { Length: CodeLetters } code && code.All(char.IsAsciiLetter)) return string.Intern(code.ToUpperInvariant());
        return null;
    }
}
