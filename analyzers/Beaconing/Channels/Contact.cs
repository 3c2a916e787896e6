using NetSensor.Events;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>What a contact shows of itself besides its time and sizes. What is not known is null.</summary>
public readonly record struct Contact(FlowIdentity Flow)
{
    /// <summary>Name of the destination.</summary>
    public string? Name { get; init; }
    /// <summary>Where that comes from: "sni", "http", "dns".</summary>
    public string? NameSource { get; init; }
    /// <summary>JA4 of the client.</summary>
    public string? Ja4 { get; init; }
    /// <summary>Services that were recognized.</summary>
    public string? Service { get; init; }
    /// <summary>Country of the destination.</summary>
    public string? Country { get; init; }
    /// <summary>Autonomous system of the destination.</summary>
    public uint? Asn { get; init; }

    /// <summary>Whether it shows what the other one shows, in the very same words, whatever their flows are.</summary>
    public bool ShowsWhat(in Contact other) => ReferenceEquals(Name, other.Name) && ReferenceEquals(NameSource, other.NameSource) && ReferenceEquals(Ja4, other.Ja4)
        && ReferenceEquals(Service, other.Service) && ReferenceEquals(Country, other.Country) && Asn == other.Asn;

    /// <summary>As a flow's record shows it.</summary>
    public static Contact Of(FlowEvent ended, FlowIdentity flow) => new(flow)
    {
        Name = ended.DestinationName is { Length: > 0 } name ? name : null,
        NameSource = ended.DestinationNameSource,
        Ja4 = ended.Ja4,
        Service = ended.Service,
        Country = ended.ResponderCountry,
        Asn = ended.ResponderAsn,
    };
}
