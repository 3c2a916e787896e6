using NetSensor.Analyzers.Correlation;
using NetSensor.Wire;

namespace NetSensor.Tests.Correlation;

/// <summary>A connection finds its flow by five-tuple or community id, and by time once the clocks agree.</summary>
public sealed class ConnectionJoinTests
{
    private static readonly CorrelationOptions Options = new();

    [Fact]
    public void A_clock_that_is_wrong_is_measured_and_taken_off()
    {
        ProcessConnection[] told = [Told.Connection(307, 50001), Told.Connection(367.1, 50002), Told.Connection(426.9, 50003)];
        var joined = Join(told, [Told.Flow(0, 50001), Told.Flow(60, 50002), Told.Flow(120, 50003)], out var skew);
        Assert.Equal((3, 307.0), (skew.Pairs, Math.Round(skew.Ahead.TotalSeconds, 3)));
        Assert.All(joined, connection => Assert.NotNull(connection.Flow));
    }

    [Fact]
    public void Of_two_flows_of_one_port_the_one_of_the_time_is_meant()
    {
        var joined = Join([Told.Connection(1, 50001), Told.Connection(600, 50002), Told.Connection(1201, 50001)], [Told.Flow(0, 50001), Told.Flow(599, 50002), Told.Flow(1200, 50001)], out _);
        Assert.Equal(["C50001at0", "C50002at599", "C50001at1200"], joined.Select(connection => connection.Flow!.Uid));
    }

    [Fact]
    public void A_connection_told_while_its_flow_is_open_belongs_to_it()
    {
        var joined = Join([Told.Connection(500, 50001)], [Told.Flow(0, 50001, duration: 900)], out _);
        Assert.NotNull(joined[0].Flow);
    }

    [Fact]
    public void The_other_direction_is_the_same_flow()
    {
        var inbound = Told.Connection(0, 50001) with { Tuple = new FiveTuple(Told.Server, 443, Told.Desk, 50001, IpProtocol.Tcp), IsInitiated = false };
        Assert.Equal("C50001at0", Join([inbound], [Told.Flow(0, 50001)], out _)[0].Flow?.Uid);
    }

    [Fact]
    public void A_community_id_joins_where_the_endpoint_tells_one()
    {
        var connection = Told.Connection(0, 50001) with { CommunityId = Told.Tuple(50001).CommunityId };
        Assert.Equal(JoinKind.CommunityId, Join([connection], [Told.Flow(0, 50001)], out _)[0].Kind);
    }

    [Fact]
    public void A_community_id_of_another_seed_does_not_keep_the_five_tuple_from_joining()
    {
        var connection = Told.Connection(0, 50001) with { CommunityId = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAA=" };
        var joined = Join([connection], [Told.Flow(0, 50001)], out _)[0];
        Assert.Equal((JoinKind.FiveTuple, "C50001at0"), (joined.Kind, joined.Flow?.Uid));
    }

    [Fact]
    public void What_has_no_flow_says_why()
    {
        SensorFlow[] flows = [Told.Flow(0, 50001), Told.Flow(6000, 50009)];
        var loopback = Told.Connection(10, 1) with { Tuple = new FiveTuple(IpAddr.Parse("127.0.0.1"), 1, IpAddr.Parse("127.0.0.1"), 2, IpProtocol.Tcp) };
        var elsewhere = Told.Connection(10, 1) with { Tuple = new FiveTuple(IpAddr.Parse("172.16.0.1"), 1, Told.Server, 2, IpProtocol.Tcp) };
        ProcessConnection[] told = [loopback, elsewhere, Told.Connection(10, 50002), Told.Connection(-4000, 50003), Told.Connection(3000, 50001)];
        Assert.Equal([Unjoined.Loopback, Unjoined.AddressNotSeen, Unjoined.NoSuchFlow, Unjoined.OutsideOfTheLogs, Unjoined.AnotherTime], Join(told, flows, out _).Select(joined => joined.Reason));
    }

    private static List<JoinedConnection> Join(IReadOnlyList<ProcessConnection> told, IReadOnlyList<SensorFlow> flows, out ClockSkew skew)
    {
        var index = new FlowIndex(flows);
        var skews = ClockSkews.Estimate(told, index, Options.MaximumSkew);
        skew = skews["WS-1"];
        return [.. told.Select(new ConnectionJoin(Told.Sensor(flows), index, skews, Options).Join)];
    }
}
