using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>The devices, by what tells them apart.</summary>
internal sealed class DeviceTable(int capacity)
{
    private readonly RecentMap<DeviceKey, KnownDevice> _devices = new(capacity);

    private List<KnownDevice> _changed = [];

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
        if (_devices.TryUse(key, now, out var device)) return device;
        device = new KnownDevice(key, now, Changed);
        _devices.Add(key, device, now);
        Changed(device);
        return device;
    }

    /// <summary>The device, if it is known.</summary>
    public KnownDevice? Find(DeviceKey key) => _devices.TryPeek(key, out var device) ? device : null;

    /// <summary>Notes that it was seen; one that had to make room and is still there comes back.</summary>
    public void Use(KnownDevice device, Timestamp now)
    {
        if (!_devices.TryUse(device.Key, now, out _)) _devices.Add(device.Key, device, now);
    }

    /// <summary>Takes a device out that was another one under another key.</summary>
    public void Remove(KnownDevice device) => _devices.Remove(device.Key);
}
