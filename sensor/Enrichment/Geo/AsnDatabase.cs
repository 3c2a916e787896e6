using System.Globalization;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Geo;

/// <summary>
/// Autonomous systems of addresses, from any ASN database in MaxMind's format: GeoLite2-ASN, DB-IP and ip-location-db
/// (<c>autonomous_system_number</c>, <c>autonomous_system_organization</c>), IPinfo (<c>asn</c> as "AS64500", <c>as_name</c>). One thread at a time.
/// </summary>
public sealed class AsnDatabase : IDisposable
{
    private readonly AddressDatabase _database;
    private readonly AddressCache<AutonomousSystem?> _cache;

    private AsnDatabase(AddressDatabase database)
    {
        _database = database;
        _cache = new AddressCache<AutonomousSystem?>(Find);
    }

    /// <summary>Look-ups that failed because the file is damaged.</summary>
    public long Faults => _database.Faults;

    /// <summary>Opens a file.</summary>
    /// <exception cref="EnrichmentException">It cannot be used; the message says why.</exception>
    public static AsnDatabase Open(string file) => new(AddressDatabase.Open(file));

    /// <summary>The system that announces the address; null when nobody knows, and for addresses that are private, reserved or of groups.</summary>
    public AutonomousSystem? Of(IpAddr address) => _cache.Of(address);

    /// <summary>Asks for the memory that a look-up of this address reads (<see cref="CacheLines"/>).</summary>
    public void FetchAhead(IpAddr address) => _cache.FetchAhead(address);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private AutonomousSystem? Find(IpAddr address)
    {
        if (address.IsMulticast || HomeNetworks.Private.Contains(address)) return null;
        var number = _database.Number(address, "autonomous_system_number") ?? Written(_database.Text(address, "asn"));
        if (number is not { } known) return null;
        return new AutonomousSystem(known, _database.Text(address, "autonomous_system_organization") ?? _database.Text(address, "as_name"));
    }

    private static uint? Written(string? text) =>
        text is not null && text.StartsWith("AS", StringComparison.Ordinal) && uint.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
