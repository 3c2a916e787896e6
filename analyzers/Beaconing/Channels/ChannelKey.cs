using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>Whose contacts with what: as a hash, since most channels see one contact and need no name.</summary>
/// <param name="Kind">By what they are taken together.</param>
/// <param name="Target">Hash of the destination, without the source: who else goes there.</param>
/// <param name="Hash">Hash of all.</param>
public readonly record struct ChannelKey(ChannelKind Kind, ulong Target, ulong Hash)
{
    /// <summary>A channel of this source to that target.</summary>
    public static ChannelKey Of(ChannelKind kind, ulong source, ulong target)
    {
        target = StableHash.Join((ulong)kind + 1, target);
        return new ChannelKey(kind, target, StableHash.Join(source, target));
    }

    /// <summary>A name or an address with the port at which it is asked.</summary>
    public static ulong ServiceOf(ulong destination, FlowIdentity flow) => StableHash.Join(destination, StableHash.Join(flow.ResponderPort, (ulong)flow.Transport));

    /// <summary>The network of an address: its /24, or /48 of IPv6.</summary>
    public static ulong NetworkOf(IpAddr address) =>
        address.IsIPv4 ? StableHash.Mix(address.IPv4Value >> 8) : StableHash.Mix(address.High >> 16);
}
