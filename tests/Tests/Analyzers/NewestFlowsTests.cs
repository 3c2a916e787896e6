using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class NewestFlowsTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(4), InlineData(5), InlineData(6), InlineData(12)]
    public void The_newest_five_are_told_in_the_order_in_which_they_came(int added)
    {
        var flows = new NewestFlows();
        for (ushort port = 1; port <= added; port++) flows.Add(Flow(port));
        Assert.Equal(Enumerable.Range(1, added).TakeLast(5), flows.ToList().Select(flow => (int)flow.OriginatorPort));
        Assert.Equal(Math.Min(added, 5), flows.Count);
    }

    [Fact]
    public void A_flow_is_known_again_until_it_made_room()
    {
        var flows = new NewestFlows();
        for (ushort port = 1; port <= 7; port++) flows.Add(Flow(port));
        Assert.Equal([3, 4, 5, 6, 7], Enumerable.Range(1, 8).Where(port => flows.Contains(Flow((ushort)port))));
        Assert.Equal([7], Enumerable.Range(1, 8).Where(port => flows.EndsWith(Flow((ushort)port))));
    }

    [Fact]
    public void A_flow_comes_back_as_it_was()
    {
        var flow = Flow(50_000);
        var noted = new NotedFlow(flow);
        var again = noted.ToFlow();
        Assert.NotSame(flow, again); // it is held by nobody
        Assert.Equivalent(flow, again, strict: true);
    }

    [Fact]
    public void What_a_name_was_given_or_lies_in_a_tunnel_comes_back_as_well()
    {
        var named = FlowIdentities.Of("10.0.0.1", "192.0.2.1", 443, Timestamp.FromUnix(1));
        Assert.Equal(("C443-1000000000", "1:x"), (new NotedFlow(named).ToFlow().Uid, new NotedFlow(named).ToFlow().CommunityId));
        Assert.Equal(["CTunnel"], new NotedFlow(Flow(1, ["CTunnel"])).ToFlow().TunnelParents);
    }

    [Fact]
    public void What_is_kept_over_a_restart_is_the_same_flows_again()
    {
        var flows = new NewestFlows();
        for (ushort port = 1; port <= 7; port++) flows.Add(Flow(port));
        var again = NewestFlows.Again(flows.Keep());
        Assert.Equal(flows.ToList().Select(flow => flow.Uid), again.ToList().Select(flow => flow.Uid));
        Assert.True(again.EndsWith(Flow(7)));
    }

    private static FlowIdentity Flow(ushort port, IReadOnlyList<string>? tunnels = null) => new()
    {
        Start = Timestamp.FromUnix(1_700_000_000 + port), Order = 0x1234_5678_9ABC_DEF0ul + port, UidTail = 7u + port, Originator = IpAddr.Parse("2001:db8::1"), Responder = IpAddr.Parse("192.0.2.1"),
        OriginatorPort = port, ResponderPort = 443, Transport = Transport.Tcp, Protocol = IpProtocol.Tcp, Vlan = 12, InnerVlan = 4094, OriginatorMac = new MacAddress(1), ResponderMac = new MacAddress(2),
        IsOneWay = true, TunnelParents = tunnels,
    };
}
