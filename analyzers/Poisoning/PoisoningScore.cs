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
    public static RiskTally OfClaims(bool isRouter, int otherAddresses) => new RiskTally()
        .Add("claim", 45, "the address goes back and forth between two hardware addresses, both of which are in use")
        .AddIf(isRouter, "router", 30, "the address is a router's: all that leaves the network would pass")
        .Add("claims", Math.Min(MostForClaims, 10 * otherAddresses), "further addresses that the same hardware claims");

    /// <summary>A second server of addresses, or a second router.</summary>
    public static RiskTally OfServer(bool differs, bool namesItself) => new RiskTally()
        .Add("second-server", 20, "another one served this network before")
        .AddIf(differs, "other-settings", 30, "it names other routers or name servers than the known one")
        .AddIf(differs && namesItself, "itself", 25, "it names itself as router or name server");
}
