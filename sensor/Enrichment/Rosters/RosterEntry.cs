using NetSensor.Wire;

namespace NetSensor.Enrichment.Rosters;

/// <summary>A managed machine, as the roster lists it.</summary>
public sealed record RosterEntry
{
    /// <summary>Its hardware addresses.</summary>
    public IReadOnlyList<MacAddress> Macs { get; init; } = [];
    /// <summary>Its names, with or without domain.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
    /// <summary>Its serial numbers and ids.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];
    /// <summary>Its addresses; they count only where nothing better is known, as addresses move.</summary>
    public IReadOnlyList<IpAddr> Addresses { get; init; } = [];
    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }
    /// <summary>What manages it.</summary>
    public string? Agent { get; init; }
    /// <summary>When its agent was last heard of; null when the roster does not say.</summary>
    public Timestamp? LastSeen { get; init; }
}
