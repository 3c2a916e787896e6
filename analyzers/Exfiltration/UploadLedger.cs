using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>The tables: hosts, destinations, and the channels between them.</summary>
internal sealed class UploadLedger
{
    private const int VisitorsKept = 64; // a destination with more is common property in any network

    private readonly BoundedMap<UploadKey, UploadChannel> _channels;
    private readonly BoundedMap<IpAddr, UploadHost> _hosts;
    private readonly BoundedMap<uint, RecentNumbers> _visitors;
    private readonly KeptEntries<UploadHost, KeptUploads> _keptHosts;
    private readonly KeptEntries<UploadChannel, KeptUploadChannel> _keptChannels;

    public UploadLedger(ExfiltrationOptions options)
    {
        _channels = new BoundedMap<UploadKey, UploadChannel>(options.Channels);
        _hosts = new BoundedMap<IpAddr, UploadHost>(options.Hosts);
        _visitors = new BoundedMap<uint, RecentNumbers>(options.Channels);
        _keptHosts = new KeptEntries<UploadHost, KeptUploads>("host/", () => _hosts.Values)
        {
            Key = host => host.Address.ToString(), Keep = host => host.Keep(), PutBack = PutBackHost, CanWait = host => !host.HasNews,
        };
        _keptChannels = new KeptEntries<UploadChannel, KeptUploadChannel>("channel/", () => _channels.Values)
        {
            Key = channel => $"{channel.Key.Host}/{channel.Key.Destination.ToString("x8", CultureInfo.InvariantCulture)}", Keep = channel => channel.Keep(), PutBack = PutBackChannel,
        };
    }

    /// <summary>When watching began.</summary>
    public KeptMoment Since { get; } = new("since") { IsText = true };

    /// <summary>What is kept over a restart.</summary>
    public IReadOnlyList<IRemembered> Parts => [_keptHosts, _keptChannels, Since];

    public int Hosts => _hosts.Count;

    public long Evictions => _channels.Evictions + _hosts.Evictions + _visitors.Evictions;

    /// <summary>Notes that a host sent something: little can wait for the next hour, but what is usual for hosts that send little must not be forgotten.</summary>
    public void NoteChange(UploadHost host, bool isLarge)
    {
        host.HasNews |= isLarge;
        _keptHosts.Changed(host);
    }

    /// <summary>Notes that much went through a channel.</summary>
    public void NoteChange(UploadChannel channel) => _keptChannels.Changed(channel);

    public UploadHost HostOf(IpAddr address) => _hosts.GetOrAdd(address, static address => new UploadHost(address));

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

    private void PutBackHost(string address, KeptUploads kept)
    {
        var host = HostOf(IpAddr.Parse(address));
        host.Recall(kept);
        foreach (var destination in kept.Destinations)
        {
            host.Destinations.Add(destination);
            _visitors.GetOrAdd(destination, static _ => new RecentNumbers(VisitorsKept)).Add((uint)host.Address.Mix64());
        }
    }

    private void PutBackChannel(string key, KeptUploadChannel kept)
    {
        if (key.Split('/') is not [var host, var number] || !uint.TryParse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var destination)) throw new FormatException($"no key of a channel: '{key}'");
        ChannelOf(new UploadKey(IpAddr.Parse(host), destination), kept.First).Recall(kept);
    }
}
