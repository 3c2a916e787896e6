using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Who talks to whom over what, as one side tells it.</summary>
public readonly record struct FiveTuple(IpAddr Source, ushort SourcePort, IpAddr Destination, ushort DestinationPort, IpProtocol Protocol)
{
    /// <summary>The same for both directions.</summary>
    public FiveTuple Undirected =>
        Source.CompareTo(Destination) is var order && (order < 0 || (order == 0 && SourcePort <= DestinationPort)) ? this : new(Destination, DestinationPort, Source, SourcePort, Protocol);

    /// <summary>Community ID version 1, seed 0.</summary>
    public string CommunityId => new FlowIdentity
    {
        Start = default,
        Originator = Source,
        OriginatorPort = SourcePort,
        Responder = Destination,
        ResponderPort = DestinationPort,
        Protocol = Protocol,
        Transport = Protocol == IpProtocol.Udp ? Transport.Udp : Transport.Tcp,
        Order = 0,
    }.CommunityId;

    /// <inheritdoc/>
    public override string ToString() => $"{Source}:{SourcePort} → {Destination}:{DestinationPort}";
}
