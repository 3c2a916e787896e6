using NetSensor.Analyzers;
using NetSensor.Analyzers.Desk;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Pipeline;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>A replay without a state file asks learners to let go of what changed: to put it into words first would be most of what that costs.</summary>
public sealed class UnkeptValuesTests : IMemory
{
    private readonly List<string> _made = [];

    bool IMemory.IsLast => true;

    bool IMemory.KeepsNothing => true;

    void IMemory.Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) => _made.Add(key);

    void IMemory.Forget(string key)
    {
    }

    [Fact]
    public void Where_nothing_is_kept_no_value_is_made()
    {
        var (detectors, desk, found) = (DetectorCatalog.CreateAll(), new FindingDesk(new DeskOptions(), new DetectorContext()), new Found());
        desk.Next = found;
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", "intrusion.pcap")], new ReplayOptions(), new DetectionStage(detectors, desk));
        foreach (var learner in ((IEnumerable<object>)[.. detectors, desk]).OfType<ILearner>()) learner.Save(this);
        Assert.NotEmpty(found);
        Assert.Empty(_made);
    }
}
