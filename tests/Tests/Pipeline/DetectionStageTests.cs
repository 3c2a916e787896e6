using NetSensor.Analyzers;
using NetSensor.Events;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>Detectors see the events that they need and a tick about once a minute of packet time.</summary>
public sealed class DetectionStageTests
{
    [Fact]
    public void Ticks_come_before_the_event_that_passes_the_minute_and_once_at_the_end()
    {
        var detector = new Recorder();
        var stage = new DetectionStage([detector], detector);
        foreach (var second in new[] { 0, 30, 61, 100, 7_300, 7_310 }) stage.Emit(TestEvents.Of(second * 1_000_000_000L, 1, second));
        stage.Finish();
        Assert.Equal(["event 0", "event 30", "tick 61", "event 61", "event 100", "tick 7300", "event 7300", "event 7310", "tick 7310"], detector.Calls);
    }

    [Fact]
    public void An_event_from_the_past_does_not_turn_the_clock_back()
    {
        var detector = new Recorder();
        var stage = new DetectionStage([detector], detector);
        foreach (var second in new[] { 100, 10, 130, 159, 161 }) stage.Emit(TestEvents.Of(second * 1_000_000_000L, 1, second));
        Assert.Equal(["event 100", "event 10", "event 130", "event 159", "tick 161", "event 161"], detector.Calls);
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
        public void OnEvent(SensorEvent happened, IDetectionSink detections) => Calls.Add($"event {happened.Time.Nanoseconds / 1_000_000_000}");
        public void OnTick(Timestamp now, IDetectionSink detections) => Calls.Add($"tick {now.Nanoseconds / 1_000_000_000}");

        public void Report(Detection detection)
        {
        }
    }
}
