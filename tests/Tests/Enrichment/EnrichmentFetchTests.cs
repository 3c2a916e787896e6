using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment;

/// <summary>What events will need may be asked for ahead: they come out the same.</summary>
public sealed class EnrichmentFetchTests : IEventSink
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_700_000_000);
    private static readonly IpAddr Server = IpAddr.Parse("192.0.2.1");
    private static readonly FetchStep[] Steps = [FetchStep.Bucket, FetchStep.Entry, FetchStep.Content];

    private readonly List<string> _facts = [];

    void IEventSink.Emit(SensorEvent happened)
    {
        if (happened is HostFactEvent fact) _facts.Add($"{fact.Address} {fact.Kind} {fact.Value}");
    }

    [Fact]
    public void Names_hosts_and_facts_are_the_same_with_and_without()
    {
        var without = Enrich(isFetched: false);
        var factsWithout = _facts.ToArray();
        _facts.Clear();
        Assert.Equal(without, Enrich(isFetched: true));
        Assert.Equal(factsWithout, _facts);
        Assert.Contains("www.example.com laptop", without);
        Assert.Contains("10.0.0.7 Fingerprint syn 64240", factsWithout);
    }

    private List<string> Enrich(bool isFetched)
    {
        using var stage = new EnrichmentStage(new EnrichmentOptions());
        var told = new List<string>();
        SensorEvent[] events = [.. Enumerable.Range(0, 40).SelectMany(EventsOf)];
        foreach (var happened in events)
        {
            if (isFetched)
                foreach (var step in Steps)
                    foreach (var fetcher in (IFetchesAhead[])[stage, .. stage.Identities.All.OfType<IFetchesAhead>()]) fetcher.FetchAhead(events, step);
            stage.Emit(happened);
            foreach (var deriver in stage.Identities.All) deriver.Derive(happened, this);
            if (happened is FlowEvent ended) told.Add($"{ended.DestinationName} {ended.OriginatorHost}");
        }
        return told;
    }

    /// <summary>Of a client: its name, a question and its answer, and the flow that follows.</summary>
    private static IEnumerable<SensorEvent> EventsOf(int client)
    {
        var named = new HostFactEvent { Address = ClientOf(client), Kind = HostFactKind.Name, Value = "laptop", Source = "dhcp", ValidFrom = Noon };
        yield return Stamped(named, null);
        yield return Stamped(new DnsTransactionEvent
        {
            Begin = Noon, TransactionId = 1, Query = "www.example.com", SawQuery = true, SawReply = true, Addresses = [new DnsAddress("www.example.com", Server, TimeSpan.FromMinutes(1))],
        }, Flow(client, IpAddr.Parse("10.0.0.53"), 53));
        yield return Stamped(new DnsTransactionEvent { Begin = Noon, TransactionId = 2, Query = "nobody.example.com", SawQuery = true }, Flow(client, IpAddr.Parse("10.0.0.53"), 53));
        yield return Stamped(new FlowEvent { ConnectionState = "SF", History = "ShADadFf", ResponderPackets = 5, OriginatorStack = "64240" }, Flow(client, Server, 443));
    }

    private static SensorEvent Stamped(SensorEvent happened, FlowIdentity? flow)
    {
        happened.Stamp(Noon, flow, 0);
        return happened;
    }

    private static IpAddr ClientOf(int client) => IpAddr.FromIPv4(0x0A00_0000 | (uint)client);

    private static FlowIdentity Flow(int client, IpAddr to, ushort port) => new()
    {
        Uid = "CTest", Start = Noon, Originator = ClientOf(client), Responder = to, OriginatorPort = 40000, ResponderPort = port, Transport = Transport.Tcp,
        Protocol = IpProtocol.Tcp, CommunityId = "1:test", Order = 1, OriginatorMac = new MacAddress(0x0017_8801_0000UL + (uint)client), ResponderMac = new MacAddress(0x0017_8802_0001),
    };
}
