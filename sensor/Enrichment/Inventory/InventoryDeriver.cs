using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>
/// Tells of devices that appeared and of what changed of them, about every ten seconds of packet time; all of them once an hour where they
/// changed, and at the end.
/// </summary>
public sealed class InventoryDeriver(HostDirectory hosts) : IEventDeriver
{
    private const int SureOfKind = 40; // percent below which another kind is another guess, and no change
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(30); // a device says most of itself in its first half minute
    private static readonly TimeSpan InventoryEvery = TimeSpan.FromHours(1);

    private readonly HashSet<KnownDevice> _unlisted = []; // changed since the inventory was last told
    private Timestamp _now = Timestamp.MinValue;
    private Timestamp? _nextInventory;
    private int _sequence;

    /// <inheritdoc/>
    public void Derive(SensorEvent happened, IEventSink derived) => _now = Timestamp.Max(_now, happened.Time);

    /// <inheritdoc/>
    public void Advance(Timestamp now, IEventSink derived)
    {
        _now = Timestamp.Max(_now, now);
        TellChanges(Settles, derived);
        _nextInventory ??= now + InventoryEvery;
        if (now < _nextInventory) return;
        _nextInventory = now + InventoryEvery;
        foreach (var device in _unlisted.OrderBy(device => device.FirstSeen).ThenBy(device => device.Id, StringComparer.Ordinal)) Tell(device, DeviceChange.Inventory, derived);
        _unlisted.Clear();
    }

    /// <inheritdoc/>
    public void Finish(IEventSink derived)
    {
        TellChanges(TimeSpan.Zero, derived);
        foreach (var device in hosts.Table.All.OrderBy(device => device.FirstSeen).ThenBy(device => device.Id, StringComparer.Ordinal))
        {
            Tell(device, DeviceChange.Inventory, derived);
            if (device.LastSeen > device.KeptSeen) hosts.Table.MarkUnsaved(device);
        }
        _unlisted.Clear();
    }

    private void TellChanges(TimeSpan settles, IEventSink derived)
    {
        foreach (var device in hosts.Table.TakeChanged())
        {
            if (hosts.Table.Find(device.Key) != device) continue; // it was another one after all
            if (device.Told is null && _now - device.FirstSeen < settles)
            {
                hosts.Table.Changed(device);
                continue;
            }
            _unlisted.Add(device);
            if (device.Told is not { } before) Tell(device, DeviceChange.Appeared, derived);
            else TellDifferences(device, before, derived);
            if (device.IsAwaited) Tell(device, DeviceChange.Inventory, derived);
            hosts.Table.MarkUnsaved(device);
        }
    }

    private void TellDifferences(KnownDevice device, Device before, IEventSink derived)
    {
        var after = hosts.Describe(device);
        Compare(DeviceChange.Name, before.Name, after.Name);
        if (before.KindConfidence >= SureOfKind && after.KindConfidence >= SureOfKind) Compare(DeviceChange.Kind, before.Kind, after.Kind);
        Compare(DeviceChange.Vendor, before.Vendor, after.Vendor);
        Compare(DeviceChange.OperatingSystem, before.OperatingSystem, after.OperatingSystem);
        Compare(DeviceChange.DhcpFingerprint, before.DhcpFingerprint, after.DhcpFingerprint);
        Compare(DeviceChange.Managed, Words(before.Managed), Words(after.Managed));
        foreach (var service in after.Services)
            if (!before.Services.Contains(service)) Emit(device, after, (DeviceChange.Service, null, service), derived);
        device.Told = after;

        void Compare(DeviceChange change, string? from, string? to)
        {
            if (to is not null && from != to) Emit(device, after, (change, from, to), derived);
        }
    }

    private void Tell(KnownDevice device, DeviceChange change, IEventSink derived)
    {
        device.IsAwaited = false;
        Emit(device, device.Told = hosts.Describe(device), (change, null, null), derived);
    }

    private void Emit(KnownDevice device, Device described, (DeviceChange Change, string? From, string? To) what, IEventSink derived)
    {
        var told = new DeviceEvent { Device = described, Change = what.Change, From = what.From, To = what.To };
        told.Stamp(Timestamp.Max(_now, device.FirstSeen), null, _sequence++);
        derived.Emit(told);
    }

    private static string? Words(ManagedState? state) => state is null ? null : state.IsManaged ? "managed" : "unmanaged";
}
