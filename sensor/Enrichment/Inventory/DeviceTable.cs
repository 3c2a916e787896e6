using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>The devices, by what tells them apart.</summary>
internal sealed class DeviceTable
{
    private static readonly TimeSpan KeepSeenEvery = TimeSpan.FromMinutes(10); // that it is still there is kept so often: addresses count for hours

    private readonly int _capacity;
    private readonly RecentMap<DeviceKey, KnownDevice> _devices;
    private readonly HashSet<DeviceKey> _unsaved = [];
    private readonly HashSet<DeviceKey> _gone = []; // since the last saving

    private readonly Action<KnownDevice> _touched; // one for all devices
    private List<KnownDevice> _changed = [];

    /// <summary>A table for so many devices.</summary>
    public DeviceTable(int capacity) => (_capacity, _devices, _touched) = (capacity, new RecentMap<DeviceKey, KnownDevice>(capacity, Gone), Touched);

    /// <summary>Devices now.</summary>
    public int Count => _devices.Count;

    /// <summary>Devices that had to make room.</summary>
    public long Evictions => _devices.Evictions;

    /// <summary>All devices, the least recently seen first.</summary>
    public IEnumerable<KnownDevice> All => _devices.Values;

    /// <summary>Those that are new or changed since they were last taken, in the order in which that began.</summary>
    public List<KnownDevice> TakeChanged()
    {
        var taken = _changed;
        _changed = [];
        foreach (var device in taken) device.IsWaiting = false;
        return taken;
    }

    /// <summary>It is looked at again the next time.</summary>
    public void Changed(KnownDevice device)
    {
        if (device.IsWaiting) return;
        device.IsWaiting = true;
        _changed.Add(device);
    }

    /// <summary>The device, made on the spot when it is new.</summary>
    public KnownDevice Get(DeviceKey key, Timestamp now)
    {
        if (_devices.TryUse(key, now, out var device))
        {
            SeenAgain(device);
            return device;
        }
        device = new KnownDevice(key, now, _touched);
        device.Place = _devices.Add(key, device, now);
        Touched(device);
        return device;
    }

    /// <summary>The device, if it is known.</summary>
    public KnownDevice? Find(DeviceKey key) => _devices.TryPeek(key, out var device) ? device : null;

    /// <summary>Notes that it was seen; one that had to make room and is still there comes back.</summary>
    public void Use(KnownDevice device, Timestamp now)
    {
        if (_devices.TryUse(device.Place, device.Key, now))
        {
            SeenAgain(device);
            if (now - device.KeptSeen >= KeepSeenEvery) MarkUnsaved(device);
            return;
        }
        device.Place = _devices.Add(device.Key, device, now);
        MarkUnsaved(device);
    }

    /// <summary>Takes a device out that was another one under another key.</summary>
    public void Remove(KnownDevice device)
    {
        _devices.Remove(device.Key);
        Gone(device.Key);
    }

    /// <summary>A device of an earlier run of the sensor, without anything yet that was known of it; null when there is one with this key.</summary>
    public KnownDevice? Recall(DeviceKey key, Timestamp firstSeen, Timestamp lastSeen)
    {
        if (Find(key) is not null) return null;
        var device = new KnownDevice(key, firstSeen, _touched) { LastSeen = lastSeen, KeptSeen = lastSeen, IsAwaited = true };
        device.Place = _devices.Add(key, device, lastSeen);
        return device;
    }

    /// <summary>Something of it changed that has to be kept.</summary>
    public void MarkUnsaved(KnownDevice device)
    {
        device.KeptSeen = device.LastSeen;
        if (Find(device.Key) == device) _unsaved.Add(device.Key);
    }

    /// <summary>Tells which are to be kept and which are to be forgotten, of those that were not told yet.</summary>
    public void TellUnsaved(IMemory memory, Action<KnownDevice> keep, Action<DeviceKey> forget)
    {
        _gone.TellTo(memory, key =>
        {
            if (Find(key) is null) forget(key);
        });
        _unsaved.TellTo(memory, key =>
        {
            if (Find(key) is { } device) keep(device);
        });
    }

    /// <summary>Who came into being with this run does not know it yet: it is told once more.</summary>
    private void SeenAgain(KnownDevice device)
    {
        if (device.IsAwaited) Changed(device);
    }

    private void Touched(KnownDevice device)
    {
        Changed(device);
        MarkUnsaved(device);
    }

    private void Gone(DeviceKey key)
    {
        _unsaved.Remove(key);
        if (_gone.Count < _capacity) _gone.Add(key); // where nobody saves they must not fill the memory
    }
}
