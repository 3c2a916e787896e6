using NetSensor.Events;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Pipeline;

/// <summary>What stands behind the waist follows the packet clock, not the events alone.</summary>
public sealed class JudgeTests
{
    [Fact]
    public void Detectors_are_told_of_minutes_in_which_packets_came_but_nothing_happened()
    {
        var detector = new TickRecorder();
        var judge = new Judge([], new DetectionStage([detector], detector));
        var epoch = new Epoch { Clock = Second(140) };
        epoch.Emit(TestEvents.Of(Second(30).Nanoseconds, 1, 1));
        foreach (var second in new[] { 20, 50, 65, 130 }) epoch.Ticks.Add(Second(second));
        judge.Take(epoch);
        judge.CloseEpoch(epoch.Clock);
        Assert.Equal([Second(60), Second(120)], detector.Ticks);
    }

    [Fact]
    public void Observers_and_derivers_that_fetch_ahead_are_told_what_comes()
    {
        var (observer, deriver) = (new AnnouncedEvents(), new AnnouncedEvents());
        var detector = new TickRecorder();
        var judge = new Judge([new CollectedEvents(), observer], new DetectionStage([detector], detector)) { Derivers = [deriver] };
        SensorEvent[] events = [TestEvents.Of(1, 5, 0), TestEvents.Of(2, 5, 1)];
        judge.FetchAhead(events, FetchStep.Bucket);
        judge.FetchAhead(events.AsSpan(1), FetchStep.Content);
        (SensorEvent, string)[] expected = [(events[0], "Bucket"), (events[1], "Bucket"), (events[1], "Content")];
        Assert.Equal(expected, observer.Told);
        Assert.Equal(expected, deriver.Told);
    }

    private static Timestamp Second(int second) => new(second * 1_000_000_000L);

    private sealed class TickRecorder : IDetector, IDetectionSink
    {
        public List<Timestamp> Ticks { get; } = [];
        public DetectorInfo Info { get; } = new("recorder", "records", ["WeirdEvent"]);
        public void OnTick(Timestamp now, IDetectionSink detections) => Ticks.Add(now);

        public void OnEvent(SensorEvent happened, IDetectionSink detections)
        {
        }

        public void Report(Detection detection)
        {
        }
    }
}
