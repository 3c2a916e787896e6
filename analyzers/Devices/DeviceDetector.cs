using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Attack;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>
/// Finds devices that are new, that nobody manages, whose agent is silent while they are at work, that became another device under the same hardware
/// address, or that took the address or the name of another.
/// </summary>
public sealed class DeviceDetector(DeviceOptions options, DetectorContext context) : IDetector, ILearner
{
    private const string Name = "device";
    private const string Since = "since";
    private const byte Acknowledgement = 5; // RFC 2132 §9.6

    private readonly BoundedMap<string, WatchedDevice> _devices = new(options.Capacity);
    private readonly Dictionary<IpAddr, Device> _awaited = [];      // at work after their grace, they are told
    private readonly TakenAddresses _addresses = new(options, context);
    private readonly TakenNames _names = new(options, context);
    private Timestamp? _since;
    private bool _isSaved;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Devices that are new, unmanaged, silent to their agent, or not what they were", ["DeviceEvent", "ArpEvent", "DhcpMessageEvent", "FlowEvent"])
    {
        Techniques = AttackCatalog.Find("T1200", "T1036", "T1036.005", "T1562.001"),
    };

    /// <inheritdoc/>
    public long Evictions => _devices.Evictions + _addresses.Evictions + _names.Evictions;

    /// <inheritdoc/>
    public string MemoryName => Name;

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        if (key != Since || value.Length != sizeof(long)) throw new FormatException($"{key}: {value.Length} bytes");
        _since = new Timestamp(System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(value));
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        if (_since is not { } since || _isSaved) return;
        Span<byte> value = stackalloc byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(value, since.Nanoseconds);
        memory.Keep(Since, value, since);
        _isSaved = true;
    }

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        _since ??= happened.Time;
        switch (happened)
        {
            case FlowEvent { Flow: { } flow } when _awaited.Count > 0 && _awaited.TryGetValue(flow.Originator, out var device):
                TellManagement(device, happened.Time, flow, detections);
                break;
            case DeviceEvent told:
                Take(told, detections);
                break;
            case ArpEvent { Kind: not ArpKind.Probe } claim:
                _addresses.NoteClaim(claim.SenderAddress, claim.SenderMac, claim.Time);
                break;
            case DhcpMessageEvent { MessageType: Acknowledgement, AssignedAddress: { } address } lease:
                _addresses.NoteLease(address, lease.ClientMac);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var (taken, holder) in _addresses.Settled(now))
        {
            var risk = IdentityScore.OfAddress(taken, holder, _addresses.SeesLeases);
            if (risk.Sum >= options.MinimumRisk) detections.Report(DeviceStory.Taken(taken, now, risk));
        }
    }

    private void Take(DeviceEvent told, IDetectionSink detections)
    {
        var device = told.Device;
        if (device.Addresses.Count == 0) return; // nobody to name yet
        Await(device);
        if (_names.Note(told) is { } owner) TakeName(told, owner, detections);
        if (told.Change == DeviceChange.Appeared && device.FirstSeen - _since!.Value >= options.LearningPeriod) TellNew(told, detections);
        if (told is { From: not null, To: not null } && IsOfIdentity(told) && told.Time - device.FirstSeen >= options.KnownFor) TakeChange(told, detections);
    }

    /// <summary>A device that is unmanaged, or whose agent may be silent, is told when it is seen at work after its grace.</summary>
    private void Await(Device device)
    {
        var waits = device.Managed is { } managed && (!managed.IsManaged || managed.AgentLastSeen is not null) && !Watched(device).IsManagementTold;
        foreach (var address in device.Addresses)
        {
            if (waits && (_awaited.Count < options.Capacity || _awaited.ContainsKey(address))) _awaited[address] = device;
            else if (_awaited.TryGetValue(address, out var known) && known.Id == device.Id) _awaited.Remove(address);
        }
    }

    private WatchedDevice Watched(Device device) => _devices.GetOrAdd(device.Id, static _ => new WatchedDevice());

    private void TellManagement(Device device, Timestamp now, FlowIdentity flow, IDetectionSink detections)
    {
        if (context.Hosts.Find(flow.Originator) is { } host && host.DeviceId != device.Id) return; // the address moved on
        var managed = device.Managed!;
        var from = managed.IsManaged ? managed.AgentLastSeen!.Value : device.FirstSeen;
        if (now - from < managed.Grace) return;
        Watched(device).IsManagementTold = true;
        foreach (var address in device.Addresses) _awaited.Remove(address);
        detections.Report(managed.IsManaged ? DeviceStory.SilentAgent(device, now, flow) : DeviceStory.Unmanaged(device, now, flow));
    }

    private static void TellNew(DeviceEvent told, IDetectionSink detections) => detections.Report(DeviceStory.New(told.Device, told.Time));

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
        watched.Note(told, options.ChangeWindow);
        var risk = IdentityScore.Of(watched.Changes, told.Device.Managed is { IsManaged: true });
        if (risk.Sum < options.MinimumRisk || !watched.Identity.IsDue(DeviceStory.SeverityOf(risk.Sum), watched.Changes.Count)) return;
        detections.Report(DeviceStory.Changed(told, watched, risk));
    }

    private void TakeName(DeviceEvent told, HostIdentity owner, IDetectionSink detections)
    {
        var risk = IdentityScore.OfName(told.Device, owner);
        if (risk.Sum >= options.MinimumRisk && Watched(told.Device).NameTaken.IsDue(DeviceStory.SeverityOf(risk.Sum), 1)) detections.Report(DeviceStory.NameTaken(told, owner, risk));
    }
}
