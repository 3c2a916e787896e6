using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>A connection between one of ours and the outside that was answered, seen from ours.</summary>
/// <param name="Host">Ours.</param>
/// <param name="Peer">The address outside.</param>
/// <param name="Country">Country of that address.</param>
/// <param name="Opened">Whether ours opened it.</param>
/// <param name="Flow">The connection.</param>
/// <param name="Told">What was told of it.</param>
internal readonly record struct Contact(IpAddr Host, IpAddr Peer, string Country, bool Opened, FlowIdentity Flow, FlowEvent Told)
{
    private const double SureWhoBegan = 0.9; // FlowEvent.DirectionConfidence

    /// <summary>Name of the other side; who comes from outside has none.</summary>
    public string? Name => Opened ? DestinationNames.Of(Told) : null;

    /// <summary>Autonomous system of the other side.</summary>
    public uint? System => Opened ? Told.ResponderAsn : null;

    /// <summary>The contact that a flow is; null when it stays within the network or outside of it, was not answered, or is of a kind that goes everywhere.</summary>
    public static Contact? Of(FlowEvent told, FlowIdentity flow, HomeNetworks home)
    {
        if (told.DirectionConfidence < SureWhoBegan || !FlowOutcome.IsAnswered(told, flow) || ContactPorts.IsLookup(flow)) return null;
        var opened = home.Contains(flow.Originator);
        if (opened == home.Contains(flow.Responder)) return null;
        var country = opened ? told.ResponderCountry : told.OriginatorCountry;
        if (country is null) return null;
        return opened
            ? new Contact(flow.Originator, flow.Responder, country, true, flow, told)
            : new Contact(flow.Responder, flow.Originator, country, false, flow, told);
    }

    /// <summary>What ours sent and got, of a volume by the sides of the connection.</summary>
    public (long Out, long In) Seen(FlowVolume volume) =>
        Opened ? (volume.FromOriginator, volume.FromResponder) : (volume.FromResponder, volume.FromOriginator);
}
