using NetSensor.Events;
using NetSensor.Host.Summary;
using NetSensor.Wire;

namespace NetSensor.Tests.Host;

public sealed class FindingsObserverTests : IDetectionSink
{
    private readonly List<Detection> _passedOn = [];

    void IDetectionSink.Report(Detection detection) => _passedOn.Add(detection);

    [Theory]
    [InlineData(true), InlineData(false)]
    public void Flows_numbers_and_steps_are_passed_on_and_kept_only_for_who_wants_them(bool wanted)
    {
        var observer = new FindingsObserver(this) { KeepsWhole = wanted };
        observer.Report(Found);
        Assert.Same(Found, Assert.Single(_passedOn));
        var kept = Assert.Single(observer.Findings);
        Assert.Equal(wanted ? (1, 1, 1) : (0, 0, 0), (kept.Flows.Count, kept.Evidence.Count, kept.Steps.Count));
        Assert.Equal((Found.Title, Found.Reason, Found.RiskParts), (kept.Title, kept.Reason, kept.RiskParts));
    }

    private static readonly Detection Found = new()
    {
        Id = "x", Detector = "beaconing", Time = default, FirstSeen = default, LastSeen = default, Title = "it beacons", Reason = "each minute", Severity = Severity.Low, Confidence = 50, Risk = 50,
        Source = IpAddr.Parse("10.0.0.4"), Steps = ["a step"], Evidence = [new("times", 3, "times")], RiskParts = [new("rhythm", 50, "regular")],
        Flows = [NetSensor.Tests.Analyzers.FlowIdentities.Of("10.0.0.4", "192.0.2.1", 443, default)],
    };
}
