using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>
/// Addresses that pass to other hardware although nobody leased them to it. Who keeps one for a while has taken it; where the old and the new take turns,
/// tables of neighbours are being poisoned or two machines have one address, and the detector of poisoning tells that.
/// </summary>
internal sealed class TakenAddresses(DeviceOptions options, DetectorContext context)
{
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(10);

    private readonly BoundedMap<IpAddr, Lease> _leased = new(options.Capacity);
    private readonly Queue<TakenAddress> _waiting = new();
    private readonly HashSet<IpAddr> _isWaiting = [];

    private sealed class Lease
    {
        public MacAddress Mac;
    }

    /// <summary>Leases that had to make room.</summary>
    public long Evictions => _leased.Evictions;

    /// <summary>Somebody gave the address to this hardware.</summary>
    public void NoteLease(IpAddr address, MacAddress mac) => _leased.GetOrAdd(address, static _ => new Lease()).Mac = mac;

    /// <summary>This hardware announced the address as its own.</summary>
    public void NoteClaim(IpAddr address, MacAddress mac, Timestamp now)
    {
        if (IsLeasedTo(address, mac) || _isWaiting.Contains(address) || _waiting.Count >= options.Capacity) return;
        if (context.Hosts.FindAt(address, now - options.KnownFor) is not { Mac: { } held } before || held == mac || VirtualRouterMacs.Contains(held) || VirtualRouterMacs.Contains(mac)) return;
        _isWaiting.Add(address);
        _waiting.Enqueue(new TakenAddress(address, before, mac, now));
    }

    /// <summary>Those that were taken, and that the new hardware kept.</summary>
    public IEnumerable<(TakenAddress Taken, HostIdentity Now)> Settled(Timestamp now)
    {
        while (_waiting.TryPeek(out var oldest) && now - oldest.At >= Settles) // ends: each turn takes one
        {
            _waiting.Dequeue();
            _isWaiting.Remove(oldest.Address);
            if (IsLeasedTo(oldest.Address, oldest.Mac) || context.Hosts.Find(oldest.Address) is not { Mac: { } holder } taker || holder != oldest.Mac) continue;
            yield return (oldest, taker);
        }
    }

    /// <summary>Whether leases are seen on this network: where none are, addresses pass unseen.</summary>
    public bool SeesLeases => _leased.Count > 0;

    private bool IsLeasedTo(IpAddr address, MacAddress mac) => _leased.TryGet(address, out var leased) && leased.Mac == mac;
}
