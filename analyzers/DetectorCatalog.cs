using NetSensor.Analyzers.Beaconing;
using NetSensor.Analyzers.Credentials;
using NetSensor.Analyzers.Devices;
using NetSensor.Analyzers.Dga;
using NetSensor.Analyzers.DnsTunnels;
using NetSensor.Analyzers.Exfiltration;
using NetSensor.Analyzers.Exposure;
using NetSensor.Analyzers.IcmpTunnels;
using NetSensor.Analyzers.Indicators;
using NetSensor.Analyzers.LateralMovement;
using NetSensor.Analyzers.LongConnections;
using NetSensor.Analyzers.OddServices;
using NetSensor.Analyzers.Poisoning;
using NetSensor.Analyzers.RemoteAccess;
using NetSensor.Analyzers.Scans;
using NetSensor.Analyzers.ThingHabits;
using NetSensor.Analyzers.UnusualCountries;
using NetSensor.Events;

namespace NetSensor.Analyzers;

/// <summary>The one list of detectors.</summary>
public static class DetectorCatalog
{
    /// <summary>All of them, in the order in which they look at an event.</summary>
    public static IReadOnlyList<DetectorEntry> All { get; } =
    [
        DetectorEntry.Of<BeaconOptions>((options, context) => new BeaconDetector(options, context)),
        DetectorEntry.Of<DnsTunnelOptions>((options, _) => new DnsTunnelDetector(options)),
        DetectorEntry.Of<DgaOptions>((options, _) => new DgaDetector(options)),
        DetectorEntry.Of<IcmpTunnelOptions>((options, context) => new IcmpTunnelDetector(options, context.Home)),
        DetectorEntry.Of<LongConnectionOptions>((options, context) => new LongConnectionDetector(options, context.Home)),
        DetectorEntry.Of<RemoteAccessOptions>((options, context) => new RemoteAccessDetector(options, context)),
        DetectorEntry.Of<IndicatorOptions>((options, context) => new IndicatorDetector(options, context)),
        DetectorEntry.Of<OddServiceOptions>((options, context) => new OddServiceDetector(options, context.Home)),
        DetectorEntry.Of<CredentialOptions>((options, context) => new CredentialDetector(options, context)),
        DetectorEntry.Of<ScanOptions>((options, context) => new ScanDetector(options, context)),
        DetectorEntry.Of<LateralMovementOptions>((options, context) => new LateralMovementDetector(options, context)),
        DetectorEntry.Of<PoisoningOptions>((options, context) => new PoisoningDetector(options, context)),
        DetectorEntry.Of<ExfiltrationOptions>((options, context) => new ExfiltrationDetector(options, context)),
        DetectorEntry.Of<UnusualCountryOptions>((options, context) => new UnusualCountryDetector(options, context)),
        DetectorEntry.Of<ThingHabitOptions>((options, context) => new ThingHabitDetector(options, context)),
        DetectorEntry.Of<DeviceOptions>((options, context) => new DeviceDetector(options, context)),
        DetectorEntry.Of<ExposureOptions>((options, context) => new ExposureDetector(options, context)),
    ];

    /// <summary>A fresh instance of each.</summary>
    /// <param name="context">What they may know besides events; a network of private addresses when nobody says.</param>
    /// <param name="choice">Which of them, with what options; all as they are when nobody says.</param>
    public static IReadOnlyList<IDetector> CreateAll(DetectorContext? context = null, DetectorChoice? choice = null)
    {
        choice ??= DetectorChoice.Standard;
        return [.. All.Where(entry => !choice.Silent.Contains(entry.Info.Name))
            .Select(entry => entry.Create(choice.Options.GetValueOrDefault(entry.Info.Name), context ?? new DetectorContext()))];
    }
}
