using NetSensor.Analyzers.Common.Memory;
using NetSensor.Analyzers.Attack;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>
/// Finds devices that are new, that nobody manages, whose agent is silent while they are at work, that became another device under the same hardware
/// address, or that took the address or the name of another.
/// </summary>
public sealed class DeviceDetector : LearningDetector
{
    private const string Name = "device";
    private const byte Acknowledgement = 5; // RFC 2132 §9.6

    private readonly DeviceOptions _options;
    private readonly DetectorContext _context;
    private readonly LastingMap<string, WatchedDevice, KeptWatch> _devices;
    private readonly Dictionary<IpAddr, Device> _awaited = [];      // at work after their grace, they are told
    private readonly TakenAddresses _addresses;
    private readonly TakenNames _names;
    private readonly Arrivals _arrivals;
    private readonly HashSet<string> _comeAndGo;
    private readonly KeptMoment _since = new("since");

    /// <summary>A detector that knows nothing yet.</summary>
    public DeviceDetector(DeviceOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _devices = new("device ", options.Capacity, new(watched => watched.Id, watched => watched.Keep(), (id, kept) => (id, WatchedDevice.Again(id, kept))));
        (_addresses, _names) = (new TakenAddresses(options, context), new TakenNames(options, context));
        _arrivals = new Arrivals(context.Zones);
        _comeAndGo = new HashSet<string>(options.ZonesOfGuests, StringComparer.OrdinalIgnoreCase);
        Remember(_since, _arrivals.Memory, _devices, _addresses.Memory, _names.Memory);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Devices that are new, unmanaged, silent to their agent, or not what they were", ["DeviceEvent", "ArpEvent", "DhcpMessageEvent", "FlowEvent"])
    {
        Techniques = AttackCatalog.Find("T1200", "T1036", "T1036.005", "T1562.001"),
    };

    /// <inheritdoc/>
    public override long Evictions => _devices.Evictions + _addresses.Evictions + _names.Evictions + _arrivals.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        _since.Begin(happened.Time);
        switch (happened)
        {
            case FlowEvent { Flow: { } flow }:
                _addresses.NoteUse(flow);
                if (_awaited.Count > 0 && _awaited.TryGetValue(flow.Originator, out var device)) TellManagement(device, happened.Time, flow, detections);
                break;
            case DeviceEvent told:
                Take(told, detections);
                break;
            case ArpEvent { Kind: not ArpKind.Probe } claim:
                _addresses.NoteClaim(claim.SenderAddress, claim.SenderMac, claim.Time);
                break;
            case DhcpMessageEvent { MessageType: Acknowledgement, AssignedAddress: { } address } lease:
                _addresses.NoteLease(address, lease.ClientMac, lease.Time);
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var (taken, taker, isKept) in _addresses.Settled(now))
        {
            var risk = IdentityScore.OfAddress(taken, taker, _addresses.SeesLeases);
            if (risk.Sum >= _options.MinimumRisk) detections.Report(isKept ? DeviceStory.Taken(taken, now, risk) : DeviceStory.Borrowed(taken, now, risk));
        }
    }

    private void Take(DeviceEvent told, IDetectionSink detections)
    {
        var device = told.Device;
        if (device.Addresses.Count == 0) return; // nobody to name yet
        Await(device);
        if (_names.Note(told) is { } owner) TakeName(told, owner, detections);
        if (told.Change == DeviceChange.Appeared) TakeNew(told, detections);
        if (told is { From: not null, To: not null } && IsOfIdentity(told) && told.Time - device.FirstSeen >= _options.KnownFor) TakeChange(told, detections);
    }

    /// <summary>A device that is unmanaged, or whose agent may be silent, is told when it is seen at work after its grace.</summary>
    private void Await(Device device)
    {
        var waits = device.Managed is { } managed && (!managed.IsManaged || managed.AgentLastSeen is not null) && !Watched(device).IsManagementTold;
        foreach (var address in device.Addresses)
        {
            if (waits && (_awaited.Count < _options.Capacity || _awaited.ContainsKey(address))) _awaited[address] = device;
            else if (_awaited.TryGetValue(address, out var known) && known.Id == device.Id) _awaited.Remove(address);
        }
    }

    private WatchedDevice Watched(Device device) => _devices.GetOrAdd(device.Id, static id => new WatchedDevice(id));

    private void TellManagement(Device device, Timestamp now, FlowIdentity flow, IDetectionSink detections)
    {
        if (_context.Hosts.Find(flow.Originator) is { } host && host.DeviceId != device.Id) return; // the address moved on
        var managed = device.Managed!;
        var from = managed.IsManaged ? managed.AgentLastSeen!.Value : device.FirstSeen;
        if (now - from < managed.Grace) return;
        var watched = Watched(device);
        (watched.IsManagementTold, watched.Last) = (true, now);
        _devices.Changed(watched);
        foreach (var address in device.Addresses) _awaited.Remove(address);
        detections.Report(managed.IsManaged ? DeviceStory.SilentAgent(device, now, flow) : DeviceStory.Unmanaged(device, now, flow));
    }

    private void TakeNew(DeviceEvent told, IDetectionSink detections)
    {
        var device = told.Device;
        var rate = _arrivals.Note(device);
        if (device.Managed is { IsManaged: true } || _comeAndGo.Contains(rate.Part)) return; // whoever keeps the roster knows it; guests are welcome
        if (IsNews(rate, device.FirstSeen - _since.At!.Value)) detections.Report(DeviceStory.New(device, rate, told.Time));
    }

    /// <summary>While the network is learnt, one more device is news only where hardly any comes; later it is, but where some come every day.</summary>
    private bool IsNews(in ArrivalRate rate, TimeSpan watched)
    {
        var few = Math.Max(_options.FewArrivals, _options.FewArrivalsShare * rate.Known);
        return watched >= _options.LearningPeriod ? rate.PerDay <= few : watched >= _options.SettlesAfter && rate.Lately < few;
    }

    private static bool IsOfIdentity(DeviceEvent told) => told.Change switch
    {
        DeviceChange.Name or DeviceChange.Kind or DeviceChange.Vendor or DeviceChange.DhcpFingerprint => true,
        DeviceChange.OperatingSystem => IdentityScore.IsOtherFamily(told.From!, told.To!),
        _ => false,
    };

    private void TakeChange(DeviceEvent told, IDetectionSink detections)
    {
        if (told.Device.Mac is null) return; // behind a router an address passes from one to the next
        var watched = Watched(told.Device);
        watched.Note(told, _options.ChangeWindow);
        _devices.Changed(watched);
        var risk = IdentityScore.Of(watched.Changes, told.Device.Managed is { IsManaged: true });
        if (risk.Sum < _options.MinimumRisk || !watched.Identity.IsDue(DeviceStory.SeverityOf(risk.Sum), watched.Changes.Count)) return;
        detections.Report(DeviceStory.Changed(told, watched, risk));
    }

    private void TakeName(DeviceEvent told, HostIdentity owner, IDetectionSink detections)
    {
        var risk = IdentityScore.OfName(told.Device, owner);
        if (risk.Sum < _options.MinimumRisk) return;
        var watched = Watched(told.Device);
        if (!watched.NameTaken.IsDue(DeviceStory.SeverityOf(risk.Sum), 1)) return;
        watched.Last = told.Time;
        _devices.Changed(watched);
        detections.Report(DeviceStory.NameTaken(told, owner, risk));
    }
}
