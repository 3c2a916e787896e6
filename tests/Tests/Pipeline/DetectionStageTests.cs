using NetSensor.Events;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>Detectors see every event and a tick about once a minute of packet time.</summary>
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

    private sealed class Recorder : IDetector, IDetectionSink
    {
        public List<string> Calls { get; } = [];
        public DetectorInfo Info { get; } = new("recorder", "records", []);
        public void OnEvent(SensorEvent happened, IDetectionSink detections) => Calls.Add($"event {happened.Time.Nanoseconds / 1_000_000_000}");
        public void OnTick(Timestamp now, IDetectionSink detections) => Calls.Add($"tick {now.Nanoseconds / 1_000_000_000}");

        public void Report(Detection detection)
        {
        }
    }
}
