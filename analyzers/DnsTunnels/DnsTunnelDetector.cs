using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>Finds clients that carry data in the names they ask for: many different, long or oddly typed questions below one domain.</summary>
public sealed class DnsTunnelDetector : LearningDetector
{
    private const string Name = "dns-tunnel";
    private const ushort MulticastPort = 5353, LocalNamePort = 5355, NetBiosPort = 137;
    private const string ReverseNames = ".arpa";   // addresses written as names: many and different by nature
    private const string Unzoned = "dnscat";       // dnscat2 without a domain of its own puts this label first
    private const int InternetClass = 1;
    private const double OnBehalf = 0.5;          // share of the questions that others had it ask, from which it is their story
    private const int JudgeAgainShare = 4;         // a quarter more questions before a pair is judged again: fewer could hardly change the verdict

    private readonly DnsTunnelOptions _options;
    private readonly LastingMap<ZoneKey, ZoneTraffic, KeptZone> _pairs;
    private readonly AddressFilter _clients = new(); // of pairs
    private readonly int _unzoned = Unzoned.GetHashCode(StringComparison.Ordinal);

    /// <summary>A detector that knows nothing yet.</summary>
    public DnsTunnelDetector(DnsTunnelOptions options)
    {
        _options = options;
        _pairs = new("zone ", options.Pairs, new(traffic => $"{traffic.Client} {traffic.Zone}", traffic => traffic.Keep(), (_, kept) => (KeyOf(kept), ZoneTraffic.Again(kept))));
        Remember(_pairs);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Clients that carry data in the names they ask for", ["DnsTransactionEvent"])
    {
        Techniques = DnsTunnelStory.Techniques,
    };

    /// <summary>Pairs of client and domain that had to make room for newer ones.</summary>
    public override long Evictions => _pairs.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not DnsTransactionEvent { SawQuery: true, Query: { Length: > 0 } name, Flow: { } flow } asked || !IsUnicast(flow)) return;
        if (name.EndsWith(ReverseNames, StringComparison.Ordinal) || asked.QueryClass is not (null or InternetClass)) return;
        ref readonly var hashed = ref HashedNames.OfThread.Of(name);
        if (LookUps.IsKnown(hashed)) return;
        var zone = ZoneOf(flow.Originator, hashed, out var below);
        if (below.Length == 0) return;
        if (_clients.MayHave(flow.Responder) && _pairs.TryGet(zone with { Client = flow.Responder }, out var server)) server.OnBehalf++; // a name server asked outside before it answered
        var traffic = _pairs.GetOrAdd(zone, static key => new ZoneTraffic(key.Client, key.Zone));
        _clients.Add(flow.Originator);
        if (asked.Begin - traffic.Last > _options.ForgetAfter && traffic.Questions > 0 && traffic.Told.Times == 0) traffic.Restart();
        _pairs.Changed(traffic);
        traffic.Add(asked, flow, below);
        var size = traffic.Names + traffic.CarrierQuestions;
        if (size >= Math.Min(_options.MinimumNames, _options.MinimumCarriers) && size >= traffic.JudgeAt) Judge(traffic, asked.Time, detections);
    }

    private static bool IsUnicast(FlowIdentity flow) =>
        flow.ResponderPort is not (MulticastPort or LocalNamePort or NetBiosPort) && !flow.Responder.IsMulticast;

    private ZoneKey ZoneOf(IpAddr client, in HashedName name, out ReadOnlySpan<char> below)
    {
        var text = name.Text;
        if (text.StartsWith(Unzoned, StringComparison.Ordinal) && text.Length > Unzoned.Length && text[Unzoned.Length] == '.')
        {
            below = text.AsSpan(Unzoned.Length + 1);
            return new ZoneKey(client, Unzoned, _unzoned);
        }
        below = text.AsSpan(0, Math.Max(0, text.Length - name.DomainText.Length - 1));
        return new ZoneKey(client, name.DomainText, name.DomainSeeded);
    }

    private ZoneKey KeyOf(KeptZone kept)
    {
        _clients.Add(kept.Client);
        return ZoneKey.Of(kept.Client, kept.Zone);
    }

    private void Judge(ZoneTraffic traffic, Timestamp now, IDetectionSink detections)
    {
        var size = traffic.Names + traffic.CarrierQuestions;
        traffic.JudgeAt = size + size / JudgeAgainShare + 1;
        if (traffic.Names < _options.MinimumNames) traffic.JudgeAt = Math.Min(traffic.JudgeAt, size + _options.MinimumNames - traffic.Names);
        if (traffic.OnBehalf >= OnBehalf * traffic.Questions) return;
        if (DnsTunnelScore.Of(traffic, _options) is not { } score) return;
        if (traffic.Told.IsDue(score.Severity, traffic.BytesUp + traffic.CarrierBytes)) detections.Report(DnsTunnelStory.Tell(traffic, score, now));
    }
}
