using NetSensor.Enrichment.Inventory;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Enrichment.Rosters;

namespace NetSensor.Enrichment;

/// <summary>Where facts about addresses come from.</summary>
public sealed record EnrichmentOptions
{
    /// <summary>Country or city database in MaxMind's format; null for none: no countries are told.</summary>
    public string? CountryDatabase { get; init; }

    /// <summary>ASN database in MaxMind's format; null for none: no autonomous systems are told.</summary>
    public string? AsnDatabase { get; init; }

    /// <summary>Registry of hardware vendors, newer than the one inside; null for that one.</summary>
    public string? Vendors { get; init; }

    /// <summary>Most hardware addresses whose IP addresses are remembered. Higher: more memory (about 200 bytes each).</summary>
    public int HardwareAddresses { get; init; } = 50_000;

    /// <summary>Who is who.</summary>
    public InventoryOptions Inventory { get; init; } = new();

    /// <summary>The managed machines.</summary>
    public RosterOptions Roster { get; init; } = new();

    /// <summary>Names from the reverse DNS; a replay asks nobody, whatever is said here.</summary>
    public ReverseNameOptions ReverseNames { get; init; } = new();

    /// <summary>Names of addresses.</summary>
    public DnsNamesOptions Names { get; init; } = new();
}
