using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Who is connected with what: a name when one is known, for the addresses behind it change; else an address.</summary>
internal readonly record struct PairKey
{
    private readonly int _placeHash; // letters are not hashed with each connection

    /// <summary>A key by name, unless there is none.</summary>
    public PairKey(IpAddr source, string? name, IpAddr address, ushort port, Transport transport)
    {
        (Source, Port, Transport) = (source, port, transport);
        if (name is null)
        {
            (Address, _placeHash) = (address, address.GetHashCode());
            return;
        }
        ref readonly var hashed = ref HashedNames.OfThread.Of(name);
        (Name, _placeHash) = (hashed.Text, hashed.Seeded);
    }

    public IpAddr Source { get; }
    public string? Name { get; private init; }
    public IpAddr Address { get; }
    public ushort Port { get; }
    public Transport Transport { get; }

    public static PairKey Of(FlowEvent flow, FlowIdentity identity) =>
        new(identity.Originator, flow.DestinationName is { Length: > 0 } name ? name : null, identity.Responder, identity.ResponderPort, identity.Transport);

    /// <summary>The same key, for whoever remembers it.</summary>
    public PairKey ToRemember() => Name is { } name ? this with { Name = LastingTexts.OfThread.Of(name) } : this;

    /// <inheritdoc/>
    public bool Equals(PairKey other) =>
        _placeHash == other._placeHash && Port == other.Port && Transport == other.Transport && Source == other.Source && Address == other.Address && string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => TableHash.Of(Source.High ^ (uint)_placeHash ^ ((ulong)Port << 32), Source.Low); // the rest is alike in all that has these

    public override string ToString() => $"{Name ?? Address.ToString()}:{Port}";
}
