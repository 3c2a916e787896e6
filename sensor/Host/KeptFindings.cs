using NetSensor.Events;
using NetSensor.Export.Ocsf;
using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>Puts every finding into the state file as it is told, and passes it on.</summary>
internal sealed class KeptFindings(StateKeeper state, HomeNetworks home, IDetectionSink? next) : IDetectionSink
{
    private readonly DetectionFinding _ocsf = new(home, ProductVersion.Text);

    public void Report(Detection detection)
    {
        state.Note(new StoredFinding(
            detection.Id, detection.Detector, (int)detection.Severity, detection.Risk, detection.Title, detection.FirstSeen, detection.LastSeen,
            detection.Count, _ocsf.Write(detection).ToArray()));
        next?.Report(detection);
    }
}
