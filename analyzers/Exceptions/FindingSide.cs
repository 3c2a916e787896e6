using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exceptions;

/// <summary>What is known of one side of a finding.</summary>
public readonly record struct FindingSide(IpAddr? Address, HostIdentity? Host, string? Zone, string? Name, int? Port)
{
    /// <summary>The host that it is about.</summary>
    public static FindingSide SourceOf(Detection found) => new(found.Source, found.SourceHost, found.SourceZone, null, null);

    /// <summary>The other side; empty when there is none.</summary>
    public static FindingSide DestinationOf(Detection found) =>
        new(found.Destination, found.DestinationHost, found.DestinationZone, found.DestinationName, found.DestinationPort);
}
