using NetSensor.Events;
using NetSensor.Flows;

namespace NetSensor.Tests.Flows;

public sealed class FlowRhythmTests
{
    private static PacketScript Opened(FlowOptions? options = null) => new PacketScript(options).Play("SHADada").Wait(100);

    private static List<FlowBurst> Bursts(PacketScript script) => [.. script.Events.OfType<FlowRhythmEvent>().SelectMany(rhythm => rhythm.Bursts)];

    [Fact]
    public void A_long_connection_tells_when_it_spoke_after_silence_and_how_much_each_way()
    {
        var script = Opened().Play("DaD").Wait(30).Play("Dad").Wait(30).Play("d");
        script.Tracker.Finish();
        Assert.Equal([(100, 20L, 0L), (130, 10L, 10L), (160, 0L, 10L)],
            Bursts(script).Select(burst => ((int)(burst.Start - PacketScript.Start).TotalSeconds, burst.BytesOut, burst.BytesIn)));
    }

    [Fact]
    public void A_connection_shorter_than_a_minute_tells_nothing()
    {
        var script = new PacketScript().Play("SHA").Wait(10).Play("Da").Wait(10).Play("Da").Wait(10).Play("Da");
        script.Tracker.Finish();
        Assert.Empty(Bursts(script));
    }

    [Fact]
    public void Keep_alive_probes_and_repeated_segments_are_no_bursts()
    {
        var script = Opened().Play("Da").Wait(20).Play("T").Wait(20).Play("A").Wait(20).Play("Da");
        script.Tracker.Finish();
        Assert.Equal([10L, 10L], Bursts(script).Select(burst => burst.BytesOut));
    }

    [Fact]
    public void Quick_bursts_are_told_by_the_dozen_and_slow_ones_after_five_minutes_each_once()
    {
        var script = Opened();
        for (var i = 0; i < 100; i++) script.Play("Da").Wait(2);
        for (var i = 0; i < 10; i++) script.Play("Da").Wait(200);
        var open = Bursts(script).Count;
        Assert.InRange(open, 105, 110);
        script.Tracker.Finish();
        Assert.Equal(110, Bursts(script).Count);
        Assert.All(Bursts(script), burst => Assert.Equal(10, burst.BytesOut));
    }

    [Fact]
    public void The_rhythm_is_told_before_the_flow()
    {
        var script = Opened().Play("Da");
        script.Tracker.Finish();
        Assert.Equal([typeof(FlowRhythmEvent), typeof(FlowEvent)], script.Events.TakeLast(2).Select(happened => happened.GetType()));
        Assert.True(script.Events[^2].Sequence < script.Events[^1].Sequence);
    }

    [Fact]
    public void Beyond_the_number_that_is_listened_to_bursts_are_counted_as_unheard()
    {
        var script = Opened(new FlowOptions { RhythmFlows = 0 }).Play("Da");
        script.Tracker.Finish();
        Assert.Empty(Bursts(script));
        Assert.Equal(1, script.Tracker.Counters.UnheardRhythms);
    }
}
