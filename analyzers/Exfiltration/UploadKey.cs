using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>A host and where it sends: the registrable domain of the name, else the address, as a number.</summary>
internal readonly record struct UploadKey(IpAddr Host, uint Destination)
{
    /// <summary>The number of a destination.</summary>
    public static uint NumberOf(string? name, IpAddr address) =>
        name is null ? (uint)address.Mix64() : HashedNames.OfThread.Of(name).DomainNumber;

    /// <summary>The key of a flow that <paramref name="host"/> sends by.</summary>
    public static UploadKey Of(FlowEvent told, IpAddr host, IpAddr peer) => new(host, NumberOf(DestinationNames.Of(told), peer));
}
