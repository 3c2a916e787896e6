using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Destinations;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>A thing went somewhere.</summary>
/// <param name="Told">What was told of the flow.</param>
/// <param name="Flow">The flow.</param>
/// <param name="IsInside">Whether the other side is one of ours.</param>
internal readonly record struct Outing(FlowEvent Told, FlowIdentity Flow, bool IsInside)
{
    private static readonly string[] RemoteServices = ["ssh", "telnet", "rdp", "rfb", "smb", "dce_rpc"];

    /// <summary>Whether the other side spoke.</summary>
    public bool IsAnswered => FlowOutcome.IsAnswered(Told, Flow);

    /// <summary>Whether it is a way to have a machine in hand, by what was spoken or else by the port.</summary>
    public bool IsRemoteControl => ContactPorts.IsRemoteControl(Flow.ResponderPort) || (Told.Service is { } service && service.Split(',').Any(RemoteServices.Contains));

    /// <summary>Name of the destination; null when there is none.</summary>
    public string? Name => DestinationNames.Of(Told);

    /// <summary>Who stands behind it; null when nobody knows.</summary>
    public Organisation? Owner => DestinationFacts.Known.OwnerOf(Name, Told.ResponderAsn);

    /// <summary>"tcp/22 ssh", "udp/443".</summary>
    public string Service => string.Create(CultureInfo.InvariantCulture,
        $"{(Flow.Transport == Transport.Tcp ? "tcp" : "udp")}/{Flow.ResponderPort}{(Told.Service is { } spoken ? " " + spoken : "")}");

    /// <summary>The service as it is learnt.</summary>
    public ulong ServiceKey => Key(Flow.Transport, Flow.ResponderPort);

    /// <summary>
    /// Who it went to, as it is learnt. Inside a host; outside the registrable domain, else the autonomous system, else the network: a service has many
    /// addresses, and new ones every week.
    /// </summary>
    public ulong PeerKey
    {
        get
        {
            if (IsInside) return StableHash.Of(Flow.Responder);
            if (Name is { } name) return StableHash.Of(RegistrableDomain.Of(name));
            return Told.ResponderAsn is { } system ? StableHash.Mix(system) : StableHash.Of(NetworkOf(Flow.Responder));
        }
    }

    /// <summary>A service at a port as it is learnt; the high ports of media streams over UDP are one.</summary>
    public static ulong Key(Transport transport, ushort port)
    {
        const ushort firstEphemeralPort = 32768; // Linux's
        return StableHash.Mix(((ulong)transport << 16) | (transport == Transport.Udp && port >= firstEphemeralPort ? firstEphemeralPort : port));
    }

    /// <summary>A /16, or a /32 of IPv6: what one organisation has, roughly.</summary>
    private static IpAddr NetworkOf(IpAddr address) =>
        address.IsIPv4 ? IpAddr.FromIPv4(address.IPv4Value & 0xFFFF_0000) : new IpAddr(address.High & 0xFFFF_FFFF_0000_0000, 0);
}
