using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>Hardware addresses that several routers share, and that are meant to move from one to the other.</summary>
public static class VirtualRouterMacs
{
    private const int GroupBits = 8; // the last byte is the group
    private static readonly ulong[] Prefixes = [0x00005E0001, 0x00005E0002, 0x00000C07AC, 0x0007B40000, 0x00000C9FF0]; // VRRP (RFC 5798 §7.3; CARP uses them as well), HSRP, GLBP, HSRPv2

    /// <summary>Whether it is one of them.</summary>
    public static bool Contains(MacAddress mac) => Array.IndexOf(Prefixes, mac.Value >> GroupBits) >= 0;
}
