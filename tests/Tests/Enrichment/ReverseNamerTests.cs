using System.Collections.Concurrent;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Events;
using NetSensor.Tests.Analyzers;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment;

/// <summary>Names from the reverse DNS: asked beside the events, and never waited for.</summary>
public sealed class ReverseNamerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<IpAddr> _asked = new();

    [Fact]
    public void The_answer_stands_with_a_later_flow()
    {
        using var namer = New(new ReverseNameOptions { Scope = ReverseScope.Internal }, address => Task.FromResult<string?>($"host-{address}.corp.test"));
        Assert.Null(Flow(namer, "10.0.0.9").ReverseName);
        Assert.Equal("host-10.0.0.9.corp.test", Until(() => Flow(namer, "10.0.0.9").ReverseName));
        Assert.Single(_asked);
        Assert.Equal(1, Interlocked.Read(ref namer.Counters.Named));
    }

    [Fact]
    public void Nobody_outside_is_asked_of_unless_that_is_wanted()
    {
        using var shy = New(new ReverseNameOptions { Scope = ReverseScope.Internal }, _ => Task.FromResult<string?>("a.example"));
        Flow(shy, "9.9.9.9");
        Flow(shy, "10.0.0.9");
        Until(() => _asked.IsEmpty ? null : "asked");
        Assert.Equal([IpAddr.Parse("10.0.0.9")], _asked);
        using var curious = New(new ReverseNameOptions { Scope = ReverseScope.All }, _ => Task.FromResult<string?>("a.example"));
        Assert.Equal("a.example", Until(() => Flow(curious, "9.9.9.9").ReverseName));
    }

    [Fact]
    public void Who_has_a_name_or_did_not_answer_is_not_asked_of()
    {
        using var namer = New(new ReverseNameOptions { Scope = ReverseScope.All }, _ => Task.FromResult<string?>("a.example"));
        Emit(namer, "10.0.0.1", new FlowEvent { ConnectionState = "SF", History = "Sh", ResponderPackets = 3, DestinationName = "www.example" });
        Emit(namer, "10.0.0.2", new FlowEvent { ConnectionState = "SF", History = "Sh", ResponderPackets = 3, ResponderHost = "files" });
        Emit(namer, "10.0.0.3", new FlowEvent { ConnectionState = "S0", History = "S" });
        Until(() => Flow(namer, "10.0.0.4").ReverseName);
        Assert.Equal([IpAddr.Parse("10.0.0.4")], _asked);
    }

    [Fact]
    public void A_resolver_that_never_answers_holds_nobody_up_and_is_not_asked_more_than_a_few_times_at_once()
    {
        var never = new TaskCompletionSource<string?>();
        using var namer = New(new ReverseNameOptions { Scope = ReverseScope.All, AtATime = 2, Waiting = 5, Patience = TimeSpan.FromMilliseconds(50) }, _ => never.Task);
        for (var host = 1; host <= 100; host++) Assert.Null(Flow(namer, $"10.0.1.{host}").ReverseName);
        Until(() => Interlocked.Read(ref namer.Counters.TimedOut) == 2 ? "timed out" : null);
        Assert.Equal(2, _asked.Count);
        Assert.InRange(Interlocked.Read(ref namer.Counters.PassedOver), 93, 95); // two are asked, five wait
    }

    [Fact]
    public void A_name_that_nobody_knows_is_asked_for_once()
    {
        using var namer = New(new ReverseNameOptions { Scope = ReverseScope.All }, _ => Task.FromResult<string?>(null));
        Flow(namer, "10.0.0.9");
        Until(() => Interlocked.Read(ref namer.Counters.Nameless) == 1 ? "none" : null);
        for (var i = 0; i < 10; i++) Assert.Null(Flow(namer, "10.0.0.9").ReverseName);
        Assert.Single(_asked);
    }

    [Fact]
    public void Findings_get_the_names_of_hosts_that_have_no_other()
    {
        using var namer = New(new ReverseNameOptions { Scope = ReverseScope.All }, address => Task.FromResult<string?>($"host-{address}.example"));
        Assert.Equal("host-9.9.9.9.example", Until(() => Told(namer, null).DestinationReverseName));
        Assert.Equal("host-10.0.0.4.example", Until(() => Told(namer, null).SourceReverseName));
        Assert.Null(Told(namer, "www.example").DestinationReverseName);
    }

    private static Detection Told(ReverseNamer namer, string? name)
    {
        var told = new List<Detection>();
        new ReverseNamedFindings(namer, new Listed(told)).Report(new Detection
        {
            Id = "x", Detector = "beaconing", Time = default, FirstSeen = default, LastSeen = default, Title = "", Reason = "", Severity = Severity.Low, Confidence = 50, Risk = 50,
            Source = IpAddr.Parse("10.0.0.4"), Destination = IpAddr.Parse("9.9.9.9"), DestinationName = name,
        });
        return told.Single();
    }

    private sealed class Listed(List<Detection> told) : IDetectionSink
    {
        public void Report(Detection detection) => told.Add(detection);
    }

    private ReverseNamer New(ReverseNameOptions options, Func<IpAddr, Task<string?>> answer) => new(options, HomeNetworks.Private, TimeProvider.System, address =>
    {
        _asked.Enqueue(address);
        return answer(address);
    });

    private static FlowEvent Flow(ReverseNamer namer, string to) => Emit(namer, to, new FlowEvent { ConnectionState = "SF", History = "ShADadfF", ResponderPackets = 3 });

    private static FlowEvent Emit(ReverseNamer namer, string to, FlowEvent ended)
    {
        ended.Stamp(Contacts.Start, FlowIdentities.Of("10.0.0.50", to, 443, Contacts.Start), 0);
        namer.Emit(ended);
        return ended;
    }

    private static string Until(Func<string?> happened)
    {
        string? found = null;
        Assert.True(SpinWait.SpinUntil(() => (found = happened()) is not null, Patience), "it did not happen");
        return found!;
    }
}
