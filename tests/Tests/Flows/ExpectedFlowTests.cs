using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

/// <summary>A flow that another one announced is known by its addresses, for a while.</summary>
public sealed class ExpectedFlowTests
{
    private const ushort AnnouncedPort = 4711;

    private readonly Listener _listener = new();

    private PacketScript Announce(Func<IFlowContext, ExpectedFlow>? announcement = null)
    {
        var announce = announcement ?? (flow => Expected(flow.Originator, flow.Responder));
        var script = new PacketScript(null, new ProtocolDescriptor("announcer", Transport.Tcp, [], (_, _, _) => ProbeVerdict.Yes, () => new Announcer(announce)));
        script.Play("ShADFaf");
        (script.ClientPort, script.ServerPort) = (40001, AnnouncedPort);
        return script;
    }

    private ExpectedFlow Expected(IpAddr originator, IpAddr responder) =>
        new() { Originator = originator, Responder = responder, ResponderPort = AnnouncedPort, Service = "announced", Listener = _listener };

    private static string? ServiceOfSecond(PacketScript script)
    {
        script.Tracker.Finish();
        return script.Flows.Single(flow => flow.Flow!.ResponderPort == AnnouncedPort).Service;
    }

    [Fact]
    public void It_is_named_from_its_first_packet() => Assert.Equal("announced", ServiceOfSecond(Announce().Play("S")));

    [Fact]
    public void Its_first_bytes_are_told_once()
    {
        Assert.Equal("announced", ServiceOfSecond(Announce().Play("ShAddaFf")));
        Assert.Equal(20, Assert.Single(_listener.Lengths));
    }

    [Fact]
    public void After_five_minutes_nobody_waits_for_it() => Assert.Null(ServiceOfSecond(Announce().Wait(301).Play("ShAd")));

    [Fact]
    public void What_other_hosts_are_to_do_is_not_followed() =>
        Assert.Null(ServiceOfSecond(Announce(flow => Expected(flow.Originator, IpAddr.Parse("10.9.9.9"))).Play("ShAd")));

    [Fact]
    public void The_direction_counts() => Assert.Null(ServiceOfSecond(Announce(flow => Expected(flow.Responder, flow.Originator)).Play("ShAd")));

    [Fact]
    public void Announcements_beyond_the_limit_are_counted()
    {
        var script = new PacketScript(null, new ProtocolDescriptor("announcer", Transport.Tcp, [], (_, _, _) => ProbeVerdict.Yes, () => new Announcer(flow =>
        {
            for (var port = 0; port < 5000; port++)
                flow.Expect(new ExpectedFlow { Originator = flow.Originator, Responder = flow.Responder, ResponderPort = (ushort)port, Service = "x" });
            return Expected(flow.Originator, flow.Responder);
        })));
        script.Play("ShAD");
        Assert.True(script.Tracker.Counters.ExpectedFlowsRefused > 0);
    }

    private sealed class Listener : IExpectedContent
    {
        public List<int> Lengths { get; } = [];

        public void OnContent(scoped ReadOnlySpan<byte> firstBytes, IFlowContext flow) => Lengths.Add(firstBytes.Length);
    }

    private sealed class Announcer(Func<IFlowContext, ExpectedFlow> announce) : IProtocolParser
    {
        public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
        {
            flow.Expect(announce(flow));
            return ParseResult.Done;
        }

        public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;
        public void OnEndOfStream(Direction direction, IFlowContext flow) { }
        public void OnClose(IFlowContext flow) { }
        public void Reset() { }
    }
}
