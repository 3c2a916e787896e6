using NetSensor.Analyzers.Common.Destinations;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>A <see cref="Deviation"/> as it is kept over a restart, with the place within its story.</summary>
internal sealed record KeptDeviation(ulong There, DeviationKind Kind, IpAddr Peer, ushort Port, string Service, Timestamp First)
{
    public string? Name { get; init; }
    public string? Country { get; init; }
    public Organisation? Owner { get; init; }
    public bool IsRemoteControl { get; init; }
    public double ServiceNovelty { get; init; }
    public double PeerNovelty { get; init; }
    public double CountryNovelty { get; init; }
    public bool IsFirstOutside { get; init; }
    public bool IsAnswered { get; init; }
    public int Flows { get; init; }
    public long BytesOut { get; init; }
    public long BytesIn { get; init; }

    /// <summary>From a deviation at this place.</summary>
    public static KeptDeviation Of(ulong there, Deviation known) => new(there, known.Kind, known.Peer, known.Port, known.Service, known.First)
    {
        Name = known.Name, Country = known.Country, Owner = known.Owner, IsRemoteControl = known.IsRemoteControl, ServiceNovelty = known.ServiceNovelty, PeerNovelty = known.PeerNovelty,
        CountryNovelty = known.CountryNovelty, IsFirstOutside = known.IsFirstOutside, IsAnswered = known.IsAnswered, Flows = known.Flows, BytesOut = known.BytesOut, BytesIn = known.BytesIn,
    };

    /// <summary>The deviation again.</summary>
    public Deviation Again() => new()
    {
        Kind = Kind, Peer = Peer, Port = Port, Service = Service, First = First, Name = Name, Country = Country, Owner = Owner, IsRemoteControl = IsRemoteControl, ServiceNovelty = ServiceNovelty,
        PeerNovelty = PeerNovelty, CountryNovelty = CountryNovelty, IsFirstOutside = IsFirstOutside, IsAnswered = IsAnswered, Flows = Flows, BytesOut = BytesOut, BytesIn = BytesIn,
    };
}
