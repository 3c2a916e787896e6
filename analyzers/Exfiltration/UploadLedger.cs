using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>The tables: hosts, destinations, and the channels between them.</summary>
internal sealed class UploadLedger
{
    private const int VisitorsKept = 64; // a destination with more is common property in any network

    private readonly BoundedMap<UploadKey, UploadChannel> _channels;
    private readonly BoundedMap<IpAddr, UploadHost> _hosts;
    private readonly BoundedMap<uint, RecentNumbers> _visitors;
    private readonly HashSet<IpAddr> _changedHosts = [];
    private readonly HashSet<IpAddr> _changedALittle = [];
    private readonly HashSet<UploadKey> _changedChannels = [];

    public UploadLedger(ExfiltrationOptions options)
    {
        _channels = new BoundedMap<UploadKey, UploadChannel>(options.Channels);
        _hosts = new BoundedMap<IpAddr, UploadHost>(options.Hosts);
        _visitors = new BoundedMap<uint, RecentNumbers>(options.Channels);
    }

    /// <summary>When watching began; null before the first upload.</summary>
    public Timestamp? Since { get; set; }

    public int Hosts => _hosts.Count;

    public long Evictions => _channels.Evictions + _hosts.Evictions + _visitors.Evictions;

    /// <summary>Notes that a host sent something: little can wait, but what is usual for hosts that send little must not be forgotten.</summary>
    public void NoteChange(IpAddr host, bool isLarge)
    {
        if (isLarge)
        {
            _changedHosts.Add(host);
            _changedALittle.Remove(host);
        }
        else if (_changedALittle.Count < _hosts.Capacity && !_changedHosts.Contains(host))
        {
            _changedALittle.Add(host);
        }
    }

    /// <summary>Nothing waits any longer.</summary>
    public void EndWaiting()
    {
        _changedHosts.UnionWith(_changedALittle);
        _changedALittle.Clear();
    }

    /// <summary>What changed since it was last saved.</summary>
    public (HashSet<IpAddr> Hosts, HashSet<UploadKey> Channels) Changed => (_changedHosts, _changedChannels);

    public UploadHost HostOf(IpAddr address) => _hosts.GetOrAdd(address, static address => new UploadHost(address));

    public bool TryGetHost(IpAddr address, out UploadHost host) => _hosts.TryGet(address, out host!);

    public bool TryGetChannel(UploadKey key, out UploadChannel channel) => _channels.TryGet(key, out channel!);

    /// <summary>The channel, made on the spot for a new one.</summary>
    public UploadChannel ChannelOf(UploadKey key, Timestamp now) => _channels.TryGet(key, out var channel) ? channel : Open(key, now);

    private UploadChannel Open(UploadKey key, Timestamp now)
    {
        var host = HostOf(key.Host);
        var visitors = _visitors.GetOrAdd(key.Destination, static _ => new RecentNumbers(VisitorsKept));
        visitors.Add((uint)key.Host.Mix64());
        var isNew = host.Destinations.Add(key.Destination);
        return _channels.GetOrAdd(key, _ => new UploadChannel(key, host, visitors, isNew, now));
    }

    /// <summary>Takes back where a host went.</summary>
    public void NoteDestination(UploadHost host, uint destination)
    {
        host.Destinations.Add(destination);
        _visitors.GetOrAdd(destination, static _ => new RecentNumbers(VisitorsKept)).Add((uint)host.Address.Mix64());
    }
}
