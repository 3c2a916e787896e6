using NetSensor.Events;
using NetSensor.Export.Ocsf;

namespace NetSensor.Export.Logs;

/// <summary>detections.jsonl: an OCSF Detection Finding per line.</summary>
public sealed class FindingLog(HomeNetworks home, string productVersion) : IDetectionFormat
{
    private readonly DetectionFinding _finding = new(home, productVersion);

    /// <inheritdoc/>
    public string FileName => "detections.jsonl";

    /// <inheritdoc/>
    public void Write(Detection detection, JsonLine line) => line.WholeObject(_finding.Write(detection));
}
