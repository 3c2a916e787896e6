using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Who is connected with what: a name when one is known, for the addresses behind it change; else an address.</summary>
internal readonly record struct PairKey(IpAddr Source, string? Name, IpAddr Address, ushort Port, Transport Transport)
{
    public static PairKey Of(FlowEvent flow, FlowIdentity identity) => flow.DestinationName is { Length: > 0 } name
        ? new PairKey(identity.Originator, name, default, identity.ResponderPort, identity.Transport)
        : new PairKey(identity.Originator, null, identity.Responder, identity.ResponderPort, identity.Transport);

    /// <inheritdoc/>
    public override int GetHashCode() => Name is null ? HashCode.Combine(Source, Address, Port) : HashCode.Combine(Source, Name, Port); // the rest is alike in all that has these

    public override string ToString() => $"{Name ?? Address.ToString()}:{Port}";
}
