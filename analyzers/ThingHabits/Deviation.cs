using NetSensor.Analyzers.Common.Destinations;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>Something that a thing never did. Numbers from 0 to 1 say how much that was to be wondered at.</summary>
internal sealed class Deviation
{
    /// <summary>What sort of thing it is.</summary>
    public required DeviationKind Kind { get; init; }
    /// <summary>The other side.</summary>
    public required IpAddr Peer { get; init; }
    /// <summary>The port that matters.</summary>
    public required ushort Port { get; init; }
    /// <summary>"tcp/22 ssh".</summary>
    public required string Service { get; init; }
    /// <summary>When it was first seen.</summary>
    public required Timestamp First { get; init; }
    /// <summary>Name of the other side.</summary>
    public string? Name { get; init; }
    /// <summary>Its country.</summary>
    public string? Country { get; init; }
    /// <summary>Who stands behind it.</summary>
    public Organisation? Owner { get; init; }
    /// <summary>Whether it gives control of a machine.</summary>
    public bool IsRemoteControl { get; init; }
    /// <summary>How new the service is.</summary>
    public double ServiceNovelty { get; init; }
    /// <summary>How new the other side is.</summary>
    public double PeerNovelty { get; init; }
    /// <summary>How new the country is.</summary>
    public double CountryNovelty { get; init; }
    /// <summary>Whether it was never outside before.</summary>
    public bool IsFirstOutside { get; init; }
    /// <summary>Whether the other side spoke.</summary>
    public bool IsAnswered { get; set; }
    /// <summary>Flows.</summary>
    public int Flows { get; set; }
    /// <summary>Bytes that the thing sent.</summary>
    public long BytesOut { get; set; }
    /// <summary>Bytes that it got.</summary>
    public long BytesIn { get; set; }
}
