using NetSensor.Analyzers;
using NetSensor.Events;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>Detectors see the events that they need and a tick at each whole minute of packet time that passed.</summary>
public sealed class DetectionStageTests
{
    [Fact]
    public void Ticks_are_whole_minutes_before_the_event_that_passes_them_and_one_at_the_end()
    {
        var detector = new Recorder();
        var stage = new DetectionStage([detector], detector);
        foreach (var second in new[] { 10, 30, 61, 100, 7_310, 7_315 }) stage.Emit(TestEvents.Of(second * 1_000_000_000L, 1, second));
        stage.Finish();
        Assert.Equal(["event 10", "event 30", "tick 60", "event 61", "event 100", "tick 7260", "event 7310", "event 7315", "tick 7315"], detector.Calls);
    }

    [Fact]
    public void A_minute_that_begins_with_an_event_ticks_once_before_it()
    {
        var detector = new Recorder();
        var stage = new DetectionStage([detector], detector);
        foreach (var second in new[] { 60, 119, 120, 121 }) stage.Emit(TestEvents.Of(second * 1_000_000_000L, 1, second));
        Assert.Equal(["event 60", "event 119", "tick 120", "event 120", "event 121"], detector.Calls);
    }

    [Fact]
    public void A_capture_that_is_cut_ticks_where_the_whole_one_does()
    {
        int[] whole = [5, 50, 70, 95, 130, 200, 201, 260];
        var ticks = Ticks(whole);
        for (var cut = 1; cut < whole.Length; cut++)
            Assert.Subset(ticks.ToHashSet(), Ticks(whole[cut..]).ToHashSet());
        Assert.Equal(ticks[^2..], Ticks(whole[4..]));

        static List<string> Ticks(int[] seconds)
        {
            var detector = new Recorder();
            var stage = new DetectionStage([detector], detector);
            foreach (var second in seconds) stage.Emit(TestEvents.Of(second * 1_000_000_000L, 1, second));
            return detector.Calls.FindAll(call => call.StartsWith("tick", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_event_from_the_past_does_not_turn_the_clock_back()
    {
        var detector = new Recorder();
        var stage = new DetectionStage([detector], detector);
        foreach (var second in new[] { 100, 10, 119, 20, 130, 179, 181 }) stage.Emit(TestEvents.Of(second * 1_000_000_000L, 1, second));
        Assert.Equal(["event 100", "event 10", "event 119", "event 20", "tick 120", "event 130", "event 179", "tick 180", "event 181"], detector.Calls);
    }

    [Fact]
    public void On_a_silent_link_the_clock_alone_brings_the_next_minute()
    {
        var detector = new Recorder();
        var stage = new DetectionStage([detector], detector);
        stage.Emit(TestEvents.Of(50 * 1_000_000_000L, 1, 50));
        foreach (var second in new[] { 55, 65, 75, 125 }) stage.AdvanceTo(new Timestamp(second * 1_000_000_000L));
        stage.Emit(TestEvents.Of(126 * 1_000_000_000L, 1, 126));
        stage.Finish();
        Assert.Equal(["event 50", "tick 60", "tick 120", "event 126", "tick 126"], detector.Calls);
    }

    [Fact]
    public void Nothing_happened_nothing_ticks()
    {
        var detector = new Recorder();
        new DetectionStage([detector], detector).Finish();
        Assert.Empty(detector.Calls);
    }

    [Fact]
    public void A_detector_is_given_the_events_that_it_needs_and_no_others()
    {
        var detector = new Recorder();
        var stage = new DetectionStage([detector], detector);
        var arp = new ArpEvent { Kind = ArpKind.Reply, SenderAddress = default, SenderMac = default, TargetAddress = default, FrameMac = default };
        arp.Stamp(new Timestamp(1_000_000_000L), null, 0);
        stage.Emit(arp);
        stage.Emit(TestEvents.Of(2_000_000_000L, 1, 2));
        Assert.Equal(["event 2"], detector.Calls);
    }

    [Fact]
    public void A_detector_that_needs_nothing_as_it_is_set_up_is_given_ticks_alone()
    {
        var detector = new Recorder { Needs = [] };
        var stage = new DetectionStage([detector], detector);
        foreach (var second in new[] { 10, 61 }) stage.Emit(TestEvents.Of(second * 1_000_000_000L, 1, second));
        Assert.Equal(["tick 60"], detector.Calls);
    }

    [Fact]
    public void Countries_and_indicators_are_left_alone_only_where_none_can_come()
    {
        string[] asked = ["indicator", "unusual-country"];
        Assert.Equal(asked, Idle(new DetectorContext { IsOnePass = true, KnowsCountries = false }));
        Assert.Equal(["indicator"], Idle(new DetectorContext { IsOnePass = true }));
        Assert.Empty(Idle(new DetectorContext { KnowsCountries = false })); // what is learnt now is asked for when a list or a database came
        Assert.Empty(Idle(new DetectorContext()));

        static IEnumerable<string> Idle(DetectorContext context) => DetectorCatalog.CreateAll(context).Where(detector => detector.Needs.Count == 0).Select(detector => detector.Info.Name);
    }

    [Fact]
    public void What_detectors_need_are_types_of_events()
    {
        var types = typeof(SensorEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SensorEvent)) && type.IsSealed).Select(type => type.Name).ToHashSet();
        Assert.All(DetectorCatalog.All, entry => Assert.NotEmpty(entry.Info.Needs));
        Assert.All(DetectorCatalog.All.SelectMany(entry => entry.Info.Needs), need => Assert.Contains(need, types));
    }

    private sealed class Recorder : IDetector, IDetectionSink
    {
        public List<string> Calls { get; } = [];
        public DetectorInfo Info { get; } = new("recorder", "records", ["WeirdEvent"]);
        public IReadOnlyList<string> Needs { get; init; } = ["WeirdEvent"];
        public void OnEvent(SensorEvent happened, IDetectionSink detections) => Calls.Add($"event {happened.Time.Nanoseconds / 1_000_000_000}");
        public void OnTick(Timestamp now, IDetectionSink detections) => Calls.Add($"tick {now.Nanoseconds / 1_000_000_000}");

        public void Report(Detection detection)
        {
        }
    }
}
