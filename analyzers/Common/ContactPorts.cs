using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>What a port says of a contact.</summary>
public static class ContactPorts
{
    /// <summary>Whether the web, mail or push messages use it: half of all machines do so all day.</summary>
    public static bool IsUsual(ushort port) => port is 80 or 443 or 8080 or 8443 or 25 or 465 or 587 or 993 or 995 or 143 or 110 or 5223 or 5228 or 3478;

    /// <summary>Whether who comes in by it has the machine in hand: shells, desktops, file shares, management.</summary>
    public static bool IsRemoteControl(ushort port) =>
        port is 21 or 22 or 23 or 135 or 139 or 445 or 1433 or 3306 or 3389 or 5432 or 5900 or 5901 or 5985 or 5986 or 6379 or 27017;

    /// <summary>Resolvers and clocks ask around the world by design: where they go says little.</summary>
    public static bool IsLookup(FlowIdentity flow) => flow.ResponderPort is 53 or 853 || (flow.Transport == Transport.Udp && flow.ResponderPort == 123);
}
