using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>
/// Addresses that pass to other hardware although nobody leased them to it. Who keeps one for a while has taken it; where the old and the new take turns,
/// tables of neighbours are being poisoned or two machines have one address, and the detector of poisoning tells that.
/// </summary>
internal sealed class TakenAddresses
{
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(10);

    private readonly DeviceOptions _options;
    private readonly DetectorContext _context;
    private readonly BoundedMap<IpAddr, Lease> _leased;
    private readonly KeptEntries<Lease, string> _kept;
    private readonly Queue<TakenAddress> _waiting = new();
    private readonly HashSet<IpAddr> _isWaiting = [];

    /// <summary>Nobody has an address yet.</summary>
    public TakenAddresses(DeviceOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _leased = new BoundedMap<IpAddr, Lease>(options.Capacity);
        _kept = new KeptEntries<Lease, string>("lease ", () => _leased.Values) { Key = lease => lease.Address.ToString(), Keep = lease => lease.Mac.ToString(), PutBack = PutBack };
    }

    private sealed class Lease(IpAddr address) : IKept
    {
        public MacAddress Mac;

        public IpAddr Address { get; } = address;
        public Timestamp Last { get; set; }
        public bool IsUnsaved { get; set; }
    }

    /// <summary>What is kept over a restart: leases, for whoever has one took nothing.</summary>
    public IRemembered Memory => _kept;

    /// <summary>Leases that had to make room.</summary>
    public long Evictions => _leased.Evictions;

    /// <summary>Somebody gave the address to this hardware.</summary>
    public void NoteLease(IpAddr address, MacAddress mac, Timestamp now)
    {
        var lease = _leased.GetOrAdd(address, static leased => new Lease(leased));
        (lease.Mac, lease.Last) = (mac, now);
        _kept.Changed(lease);
    }

    /// <summary>This hardware announced the address as its own.</summary>
    public void NoteClaim(IpAddr address, MacAddress mac, Timestamp now)
    {
        if (IsLeasedTo(address, mac) || _isWaiting.Contains(address) || _waiting.Count >= _options.Capacity) return;
        if (_context.Hosts.FindAt(address, now - _options.KnownFor) is not { Mac: { } held } before || held == mac || VirtualRouterMacs.Contains(held) || VirtualRouterMacs.Contains(mac)) return;
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
            if (IsLeasedTo(oldest.Address, oldest.Mac) || _context.Hosts.Find(oldest.Address) is not { Mac: { } holder } taker || holder != oldest.Mac) continue;
            yield return (oldest, taker);
        }
    }

    /// <summary>Whether leases are seen on this network: where none are, addresses pass unseen.</summary>
    public bool SeesLeases => _leased.Count > 0;

    private void PutBack(string address, string mac)
    {
        if (!MacAddress.TryParse(mac, out var holder)) throw new FormatException("no hardware address");
        _leased.GetOrAdd(IpAddr.Parse(address), static leased => new Lease(leased)).Mac = holder;
    }

    private bool IsLeasedTo(IpAddr address, MacAddress mac) => _leased.TryGet(address, out var leased) && leased.Mac == mac;
}
