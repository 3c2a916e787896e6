using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>Finds hosts that call home at a rhythm: regular starts of connections per source, destination (name or address) and port.</summary>
public sealed class BeaconDetector : IDetector
{
    /// <summary>Services that are periodic by design and whose flows are no check-ins; tunnels inside them are found by other means.</summary>
    private static readonly HashSet<string> PeriodicServices = ["dns", "ntp", "dhcp", "snmp", "syslog"];
    private static readonly HashSet<ushort> PeriodicPorts = [53, 67, 68, 123, 137, 138, 161, 514, 546, 547, 1900, 5353, 5355];

    private const int JudgeAgainShare = 8; // an eighth more check-ins before a channel is judged again: fewer could hardly change the verdict

    private readonly BeaconOptions _options;
    private readonly HomeNetworks _home;
    private readonly BoundedMap<ChannelKey, BeaconChannel> _channels;
    private readonly Func<ChannelKey, BeaconChannel> _open;
    private readonly Visitors _visitors;
    private readonly List<BeaconChannel> _touched = [];
    private Timestamp? _watchedFrom; // the first moment of all: the window that RITA would look at begins there

    /// <summary>A detector that knows nothing yet.</summary>
    public BeaconDetector(BeaconOptions options, HomeNetworks home)
    {
        (_options, _home) = (options, home);
        _channels = new BoundedMap<ChannelKey, BeaconChannel>(options.Channels);
        _visitors = new Visitors(options);
        _open = key => new BeaconChannel(key, _visitors.Add(key.Source, key.Destination), _watchedFrom ?? default, options);
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("beaconing", "Hosts that contact a destination at a regular rhythm", ["FlowEvent"]);

    /// <summary>Channels that had to make room for newer ones.</summary>
    public long Evictions => _channels.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not FlowEvent { IsInterim: false, Flow: { } flow } ended || !CanBeacon(ended, flow)) return;
        _watchedFrom ??= flow.Start;
        var channel = _channels.GetOrAdd(new ChannelKey(flow.Originator, DestinationKey.Of(ended), flow.ResponderPort, flow.Transport), _open);
        channel.Add(new CheckIn(flow.Start, ended.OriginatorBytes ?? 0, ended.ResponderBytes ?? 0, flow));
        if (channel.Touched || !IsWorthJudging(channel) || _touched.Count >= _options.Channels) return; // a flood makes millions of channels a minute
        channel.Touched = true;
        _touched.Add(channel);
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var channel in _touched)
        {
            channel.Touched = false;
            Judge(channel, now, detections);
        }
        _touched.Clear();
    }

    private bool IsWorthJudging(BeaconChannel channel) => channel.CheckIns.Count >= _options.MinimumCheckIns && channel.Total >= channel.JudgeAt;

    private static bool CanBeacon(FlowEvent ended, FlowIdentity flow) =>
        flow.Transport is Transport.Tcp or Transport.Udp
        && !flow.Responder.IsMulticast
        && !(flow.Responder.IsIPv4 && flow.Responder.IPv4Value == uint.MaxValue)
        && !(ended.Service is { } service && PeriodicServices.Contains(service))
        && !(flow.Transport == Transport.Udp && PeriodicPorts.Contains(flow.ResponderPort));

    private void Judge(BeaconChannel channel, Timestamp now, IDetectionSink detections)
    {
        var checkIns = channel.CheckIns;
        channel.JudgeAt = channel.Total + channel.Total / JudgeAgainShare;
        if (_visitors.AreCommon(channel.Visitors)) return;
        var intervals = new double[checkIns.Count - 1];
        for (var i = 0; i < intervals.Length; i++) intervals[i] = (checkIns[i + 1].Start - checkIns[i].Start).TotalSeconds;
        var bytesOut = new double[checkIns.Count];
        for (var i = 0; i < bytesOut.Length; i++) bytesOut[i] = checkIns[i].BytesOut;
        var score = BeaconScore.Of(intervals, bytesOut);
        if (score.PValue > _options.MaximumPValue || score.Period < _options.MinimumPeriod.TotalSeconds) return;

        var responder = checkIns[^1].Flow!.Responder;
        var risk = BeaconRisk.Of(score, _visitors.ShareOf(channel.Visitors), !_home.Contains(responder), channel.Key.Destination.Name is not null);
        // Told once; again only when it became worse, or when it went on for twice as long.
        if (channel.Told > 0 && risk.Severity <= channel.ToldSeverity && channel.Total < 2 * channel.ToldCheckIns) return;
        channel.Told++;
        channel.ToldSeverity = risk.Severity;
        channel.ToldCheckIns = channel.Total;
        detections.Report(BeaconStory.Tell(channel, score, risk, (channel.Visitors.Count, _visitors.Hosts), now));
    }
}
