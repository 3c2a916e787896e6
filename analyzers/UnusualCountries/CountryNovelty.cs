using NetSensor.Events;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>How new a country was when a host first had to do with it; it stays what it was, while the country becomes usual.</summary>
internal sealed record CountryNovelty
{
    /// <summary>What the host is.</summary>
    public required HostRole Role { get; init; }
    /// <summary>The chance with which the host's next observation was of a new country.</summary>
    public required double HostChance { get; init; }
    /// <summary>Observations of the host that counted.</summary>
    public required double HostObservations { get; init; }
    /// <summary>That chance for all hosts of its role; null when one of them had to do with the country.</summary>
    public double? RoleChance { get; init; }
    /// <summary>That chance for all hosts of its zone; null as above.</summary>
    public double? ZoneChance { get; init; }
    /// <summary>That chance for the whole network.</summary>
    public required double NetworkChance { get; init; }
    /// <summary>Hosts that had to do with the country before.</summary>
    public required int HostsBefore { get; init; }
    /// <summary>Hosts known.</summary>
    public required int Hosts { get; init; }
    /// <summary>Whether the host had to do with the same autonomous system before.</summary>
    public bool KnowsSystem { get; init; }
    /// <summary>Whether the host had to do with the same registrable domain before, elsewhere.</summary>
    public bool KnowsDomain { get; init; }
    /// <summary>Whether nobody on the network had asked for that domain until lately.</summary>
    public bool IsDomainFresh { get; init; }
    /// <summary>Whether the network was still being learnt.</summary>
    public bool IsLearning { get; init; }
}
