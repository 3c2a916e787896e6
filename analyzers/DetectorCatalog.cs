using NetSensor.Analyzers.Beaconing;
using NetSensor.Events;

namespace NetSensor.Analyzers;

/// <summary>The one list of detectors.</summary>
public static class DetectorCatalog
{
    /// <summary>A fresh instance of each.</summary>
    public static IReadOnlyList<IDetector> CreateAll() => [new BeaconDetector()];
}
