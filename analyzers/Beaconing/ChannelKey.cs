using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>Where a channel leads: a name when one is known, else an address.</summary>
public readonly record struct DestinationKey(string? Name, IpAddr Address)
{
    /// <summary>The destination of a flow; addresses behind one name are one destination.</summary>
    public static DestinationKey Of(FlowEvent ended) =>
        ended.DestinationName is { Length: > 0 } name ? new DestinationKey(name, default) : new DestinationKey(null, ended.Flow!.Responder);

    /// <summary>The name or the address.</summary>
    public override string ToString() => Name ?? Address.ToString();
}

/// <summary>Who calls whom on which port.</summary>
public readonly record struct ChannelKey(IpAddr Source, DestinationKey Destination, ushort Port, Transport Transport);
