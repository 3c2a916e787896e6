using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Weighs what was seen; pure.</summary>
internal static class PoisoningScore
{
    private const string ProxyName = "wpad"; // browsers ask for it unbidden, so that tools answer it first
    private const int MostForNames = 30, MostForClaims = 20;

    /// <summary>A host that answers to several names.</summary>
    public static RiskTally OfNames(IReadOnlyCollection<string> names, int least) => new RiskTally()
        .Add("names", 45, $"it answers to {names.Count} different names with its own address; a host has one or two")
        .Add("many-names", Math.Min(MostForNames, 5 * (names.Count - least)), "names beyond that")
        .AddIf(names.Contains(ProxyName), "wpad", 15, "among them wpad, under which browsers look for their proxy");

    /// <summary>An address that goes back and forth.</summary>
    /// <param name="isRouter">Whether it is a router's.</param>
    /// <param name="otherAddresses">Further addresses that the newcomer claims.</param>
    /// <param name="hasOwn">Whether the newcomer has an address of its own: who comes between others does.</param>
    public static RiskTally OfClaims(bool isRouter, int otherAddresses, bool hasOwn) => new RiskTally()
        .Add("claim", 45, "the address goes back and forth between two hardware addresses, both of which are in use")
        .AddIf(isRouter, "router", 30, "the address is a router's: all that leaves the network would pass")
        .AddIf(!hasOwn && !isRouter, "no-other", -10, "the newcomer is seen with no other address: two machines with one by mistake, or a virtual machine behind a wireless card, look so")
        .Add("claims", Math.Min(MostForClaims, 10 * otherAddresses), "further addresses that the same hardware claims");

    /// <summary>A second server of addresses, or a second router.</summary>
    public static RiskTally OfServer(bool differs, bool namesItself) => new RiskTally()
        .Add("second-server", 20, "another one served this network before")
        .AddIf(differs, "other-settings", 30, "it names other routers or name servers than the known one")
        .AddIf(differs && namesItself, "itself", 25, "it names itself as router or name server");

    /// <summary>A first router, where hosts had looked for one in vain.</summary>
    public static RiskTally OfLateRouter(bool namesItself, bool isClient) => new RiskTally()
        .Add("late-router", 30, "hosts had looked for a router of IPv6 in vain before")
        .AddIf(namesItself, "itself", 25, "it names itself as name server")
        .AddIf(isClient, "workstation", 15, "it is a workstation: to share a connection makes it a router, too");

    /// <summary>A server of IPv6 addresses that announces no routes.</summary>
    public static RiskTally OfGiver(AddressGiver giver) => new RiskTally()
        .Add("no-router", 20, "it gives addresses or name servers, and announces no routes")
        .AddIf(giver.IsAlone, "no-ipv6", 20, "nobody routes IPv6 on this network, so that nobody needs its addresses")
        .AddIf(giver.NamesItself, "itself", 25, "it names itself as name server")
        .AddIf(giver.GivesLinkLocal, "link-local", 25, "it gives link-local addresses, which hosts make themselves")
        .AddIf(giver.AnsweredProxyName, "wpad", 15, "it answered to wpad, under which browsers look for their proxy")
        .AddIf(giver.IsServer, "server", -25, "others come to it: it may well be meant to");
}
