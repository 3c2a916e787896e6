using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>
/// Compares addresses, names, URLs, fingerprints and certificates with the lists of indicators. What was seen is remembered for some weeks, so that a list
/// that comes later finds it: the whole set is swept whenever it was exchanged.
/// </summary>
public sealed class IndicatorDetector : IDetector, ILearner
{
    private readonly IndicatorOptions _options;
    private readonly DetectorContext _context;
    private readonly BoundedMap<TraceKey, Trace> _traces;
    private readonly IndicatorMatches _matches;
    private readonly List<Trace> _changed = [];
    private IndicatorSet _set = IndicatorSet.Empty;

    /// <summary>A detector that remembers nothing yet.</summary>
    public IndicatorDetector(IndicatorOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _traces = new BoundedMap<TraceKey, Trace>(options.Remembered);
        _matches = new IndicatorMatches(options);
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("indicator", "Hosts that meet what a list of indicators names",
        ["FlowEvent", "DnsTransactionEvent", "TlsSessionEvent", "QuicConnectionEvent", "HttpTransactionEvent"]) { Techniques = IndicatorStory.Techniques };

    /// <summary>Traces and sightings that had to make room.</summary>
    public long Evictions => _traces.Evictions + _matches.Evictions;

    /// <inheritdoc/>
    public string MemoryName => "indicator";

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened.Flow is not { } flow) return;
        var set = _context.Indicators.Current;
        if (!ReferenceEquals(set, _set)) LookBack(set, happened.Time, detections);
        switch (happened)
        {
            case FlowEvent told: Flow(told, flow, detections); break;
            case DnsTransactionEvent { SawQuery: true } asked when !flow.Responder.IsMulticast: Dns(asked, flow, detections); break;
            case TlsSessionEvent session: Tls(session, flow, detections); break;
            case QuicConnectionEvent { } connection:
                Text(IndicatorKind.Domain, connection.ServerName, connection.Time, flow, detections);
                Text(IndicatorKind.Ja4, connection.Ja4, connection.Time, flow, detections);
                break;
            case HttpTransactionEvent { Host: { } host } request: Http(request, host, flow, detections); break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        if (_context.Indicators.Current is var set && !ReferenceEquals(set, _set)) LookBack(set, now, detections); // nothing may happen for long
    }

    private void Flow(FlowEvent told, FlowIdentity flow, IDetectionSink detections)
    {
        if (flow.Responder.IsMulticast) return;
        var isOurs = _context.Home.Contains(flow.Originator);
        var (host, peer) = isOurs || !_context.Home.Contains(flow.Responder) ? (flow.Originator, flow.Responder) : (flow.Responder, flow.Originator);
        if (isOurs && _context.Home.Contains(peer)) return; // both are ours
        var answered = told.ResponderPackets > 0;
        var contact = host == flow.Originator ? Contact.Connected : answered ? Contact.Entered : Contact.Knocked;
        var meeting = new Meeting(host, flow.Start, contact, contact == Contact.Connected ? "connected to it" : "was connected to by it", peer, flow);
        Meet(TraceKey.Of(peer), meeting, told.Time, detections);
    }

    private void Dns(DnsTransactionEvent asked, FlowIdentity flow, IDetectionSink detections)
    {
        if (asked.Query is { Length: > 0 } name)
            Meet(new TraceKey(IndicatorKind.Domain, default, name), new Meeting(flow.Originator, asked.Begin, Contact.Asked, $"asked for {name}", null, flow), asked.Time, detections);
        if (_set.Count == 0 || asked.Addresses is not { } addresses) return;
        foreach (var answer in addresses)
            if (_set.Find(answer.Address) is { } named)
                _matches.Add(named, new Meeting(flow.Originator, asked.Begin, Contact.Asked, $"asked for {asked.Query} and was told this address", answer.Address, flow), asked.Time, detections);
    }

    private void Tls(TlsSessionEvent session, FlowIdentity flow, IDetectionSink detections)
    {
        Text(IndicatorKind.Domain, session.ServerName, session.Time, flow, detections);
        Text(IndicatorKind.Ja3, session.Ja3, session.Time, flow, detections);
        Text(IndicatorKind.Ja4, session.Ja4, session.Time, flow, detections);
        foreach (var fingerprint in session.CertificateChain ?? []) Text(IndicatorKind.Certificate, fingerprint, session.Time, flow, detections);
        if (session.ServerCertificate is not { } certificate) return;
        Text(IndicatorKind.Certificate, certificate.Sha1, session.Time, flow, detections);
        Text(IndicatorKind.Certificate, certificate.Md5, session.Time, flow, detections);
    }

    private void Http(HttpTransactionEvent request, string host, FlowIdentity flow, IDetectionSink detections)
    {
        var name = host.IndexOf(':') is var colon and > 0 ? host[..colon] : host;
        Text(IndicatorKind.Domain, name.ToLowerInvariant(), request.Time, flow, detections);
        if (_set.HasUrls && request.Uri is { } path && _set.FindUrl(UrlOf(host, path, flow.ResponderPort)) is { } named)
            _matches.Add(named, new Meeting(flow.Originator, request.Started, Contact.Connected, "asked for it over HTTP", flow.Responder, flow), request.Time, detections);
    }

    private static string UrlOf(string host, string path, ushort port)
    {
        const ushort web = 80;
        var name = host.ToLowerInvariant();
        if (port != web && !name.Contains(':')) name += $":{port}";
        return (name.EndsWith(":80", StringComparison.Ordinal) ? name[..^3] : name) + path;
    }

    private void Text(IndicatorKind kind, string? text, Timestamp at, FlowIdentity flow, IDetectionSink detections)
    {
        if (text is not { Length: > 0 }) return;
        var sign = kind switch
        {
            IndicatorKind.Domain => "spoke with a server of that name",
            IndicatorKind.Certificate => "spoke with a server that showed it",
            _ => "greets servers with it",
        };
        Meet(new TraceKey(kind, default, text), new Meeting(flow.Originator, at, Contact.Connected, sign, flow.Responder, flow), at, detections);
    }

    /// <summary>Remembers it, and tells it when a list names it.</summary>
    private void Meet(in TraceKey key, in Meeting meeting, Timestamp now, IDetectionSink detections)
    {
        var trace = _traces.GetOrAdd(key, static made => new Trace(made));
        if (trace.Add(meeting.Host, meeting.At, meeting.Contact)) _changed.Add(trace);
        if (_set.Count > 0 && key.FindIn(_set) is { } named) _matches.Add(named, meeting, now, detections);
    }

    private void LookBack(IndicatorSet set, Timestamp now, IDetectionSink detections)
    {
        _set = set;
        if (set.Count == 0) return;
        foreach (var trace in _traces.Values)
        {
            if (now - trace.Last > _options.LookBack || trace.Key.FindIn(set) is not { } named) continue;
            foreach (var (host, last, contact) in trace.Hosts)
                _matches.Add(named, new Meeting(host, last, contact, $"met {trace.Key}", trace.Key.Kind == IndicatorKind.Address ? trace.Key.Address : null, null), now, detections);
        }
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        foreach (var trace in _changed)
        {
            trace.IsChanged = false;
            memory.Keep($"{(int)trace.Key.Kind} {trace.Key}", trace.Save(), trace.Last);
        }
        _changed.Clear();
    }

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        var trace = Trace.Read(value);
        _traces.GetOrAdd(trace.Key, _ => trace);
    }
}
