using NetSensor.Protocols;
using NetSensor.Protocols.Dns;
using NetSensor.Protocols.Http;
using NetSensor.Tests.Protocols.Http;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols;

/// <summary>What the fuzz tests run: a line per protocol of the catalog, with good conversations to damage.</summary>
public static class FuzzTargets
{
    /// <summary>All targets. Those of the catalog that have no line here get random bytes.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = WithTheRestOfTheCatalog(
    [
        new FuzzTarget(DnsProtocol.OverUdp, Dns.Messages.Conversations(framed: false)),
        new FuzzTarget(DnsProtocol.OverTcp, Dns.Messages.Conversations(framed: true)),
        new(HttpProtocol.Descriptor, HttpSeeds.All),
    ]);

    private static List<FuzzTarget> WithTheRestOfTheCatalog(List<FuzzTarget> targets)
    {
        foreach (var protocol in ProtocolCatalog.All)
            if (!targets.Exists(target => ReferenceEquals(target.Protocol, protocol))) targets.Add(new FuzzTarget(protocol));
        return targets;
    }
}
