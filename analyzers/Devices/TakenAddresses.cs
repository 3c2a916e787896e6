using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>
/// Addresses that pass to other hardware although nobody leased them to it. Who keeps one for a while has taken it, and who spoke with it while its owner was there has borrowed it;
/// where both announce it in turns, tables of neighbours are being poisoned, and the detector of poisoning tells that.
/// </summary>
internal sealed class TakenAddresses
{
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(10);

    private readonly DeviceOptions _options;
    private readonly DetectorContext _context;
    private readonly BoundedMap<IpAddr, Lease> _leased;
    private readonly KeptEntries<Lease, string> _kept;
    private readonly Queue<TakenAddress> _waiting = new();
    private readonly Dictionary<IpAddr, TakenAddress> _byAddress = [];

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
        if (_byAddress.TryGetValue(address, out var waiting)) waiting.NoteClaim(mac);
        if (waiting is not null || IsLeasedTo(address, mac) || _waiting.Count >= _options.Capacity) return;
        if (_context.Hosts.FindAt(address, now - _options.KnownFor) is not { Mac: { } held } before || held == mac || VirtualRouterMacs.Contains(held) || VirtualRouterMacs.Contains(mac)) return;
        var taken = new TakenAddress(address, before, mac, now);
        _byAddress.Add(address, taken);
        _waiting.Enqueue(taken);
    }

    /// <summary>Somebody opened a connection.</summary>
    public void NoteUse(FlowIdentity flow)
    {
        if (_byAddress.Count > 0 && _byAddress.TryGetValue(flow.Originator, out var waiting)) waiting.NoteUse(flow, _context.Hosts);
    }

    /// <summary>Those that were taken: with what is known of the new hardware, and whether it kept the address.</summary>
    public IEnumerable<(TakenAddress Taken, HostIdentity Taker, bool IsKept)> Settled(Timestamp now)
    {
        while (_waiting.TryPeek(out var oldest) && now - oldest.At >= Settles) // ends: each turn takes one
        {
            _waiting.Dequeue();
            _byAddress.Remove(oldest.Address);
            if (IsLeasedTo(oldest.Address, oldest.Mac) || _context.Hosts.Find(oldest.Address) is not { Mac: { } holder } host) continue;
            if (holder == oldest.Mac) yield return (oldest, host, IsKept: true);
            else if (holder == oldest.Before.Mac && oldest is { Taker: { } taker, IsFoughtOver: false }) yield return (oldest, taker, IsKept: false);
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
