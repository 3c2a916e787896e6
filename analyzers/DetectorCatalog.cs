using NetSensor.Analyzers.Beaconing;
using NetSensor.Analyzers.Credentials;
using NetSensor.Analyzers.DnsTunnels;
using NetSensor.Analyzers.LateralMovement;
using NetSensor.Analyzers.Scans;
using NetSensor.Events;

namespace NetSensor.Analyzers;

/// <summary>The one list of detectors.</summary>
public static class DetectorCatalog
{
    /// <summary>A fresh instance of each, for a network with these addresses; all private ones when nobody says.</summary>
    public static IReadOnlyList<IDetector> CreateAll(HomeNetworks? home = null) =>
    [
        new BeaconDetector(new BeaconOptions(), (home ?? HomeNetworks.Private).ForDetectors),
        new DnsTunnelDetector(new DnsTunnelOptions()),
        new CredentialDetector(new CredentialOptions()),
        new ScanDetector(new ScanOptions(), (home ?? HomeNetworks.Private).ForDetectors),
        new LateralMovementDetector(new LateralMovementOptions(), (home ?? HomeNetworks.Private).ForDetectors),
    ];
}
