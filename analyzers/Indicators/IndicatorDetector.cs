using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
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
    private const int MaxUrlLength = 300; // those of intruders are short; one with a payload in it is a destination, not an indicator

    private readonly IndicatorOptions _options;
    private readonly DetectorContext _context;
    private readonly BoundedMap<TraceKey, Trace> _traces;
    private readonly BoundedMap<TraceKey, Trace> _urls; // apart: pages would crowd out addresses and names
    private readonly IndicatorMatches _matches;
    private readonly UnsavedEntries<Trace> _unsaved;
    private IndicatorSet _set = IndicatorSet.Empty;

    /// <summary>A detector that remembers nothing yet.</summary>
    public IndicatorDetector(IndicatorOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _traces = new BoundedMap<TraceKey, Trace>(options.Remembered);
        _urls = new BoundedMap<TraceKey, Trace>(options.RememberedUrls);
        _unsaved = new UnsavedEntries<Trace>(() => _traces.Values.Concat(_urls.Values));
        _matches = new IndicatorMatches(options);
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("indicator", "Hosts that meet what a list of indicators names",
        ["FlowEvent", "DnsTransactionEvent", "TlsSessionEvent", "QuicConnectionEvent", "HttpTransactionEvent"]) { Techniques = IndicatorStory.Techniques };

    /// <summary>Without a list, and where none can come, there is nothing to compare with.</summary>
    public IReadOnlyList<string> Needs => _context is { IsOnePass: true, Indicators.Current.Count: 0 } ? [] : Info.Needs;

    /// <summary>Traces and sightings that had to make room.</summary>
    public long Evictions => _traces.Evictions + _urls.Evictions + _matches.Evictions;

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
                Text(IndicatorKind.Domain, connection.ServerName, connection, flow, detections);
                Text(IndicatorKind.Ja4, connection.Ja4, connection, flow, detections);
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
        var named = Meet(TraceKey.Of(peer), host, flow.Start, contact);
        if (_set.Count == 0) return;
        var meeting = new Meeting(host, flow.Start, contact, contact == Contact.Connected ? "connected to it" : "was connected to by it", peer, flow);
        Match(named, meeting, new Circumstances(told, flow, peer), detections);
        if (contact == Contact.Connected && told is { DestinationNameSource: "dns", DestinationName: { } name } && _set.FindName(name) is { } alsoNamed)
            Match(alsoNamed, meeting with { Sign = "connected to an address that it got under that name" }, new Circumstances(told, flow, peer), detections);
    }

    private void Dns(DnsTransactionEvent asked, FlowIdentity flow, IDetectionSink detections)
    {
        if (asked.Query is { Length: > 0 } name && Meet(new TraceKey(IndicatorKind.Domain, default, name), flow.Originator, asked.Begin, Contact.Asked) is { } asksFor)
            Match(asksFor, new Meeting(flow.Originator, asked.Begin, Contact.Asked, $"asked for {name}", null, flow), new Circumstances(asked, flow, flow.Responder), detections);
        if (_set.Count == 0 || asked.Addresses is not { } addresses) return;
        foreach (var answer in addresses)
            if (_set.Find(answer.Address) is { } named)
                Match(named, new Meeting(flow.Originator, asked.Begin, Contact.Asked, $"asked for {asked.Query} and was told this address", answer.Address, flow), new Circumstances(asked, flow, answer.Address), detections);
    }

    private void Tls(TlsSessionEvent session, FlowIdentity flow, IDetectionSink detections)
    {
        Text(IndicatorKind.Domain, session.ServerName, session, flow, detections);
        Text(IndicatorKind.Ja3, session.Ja3, session, flow, detections);
        Text(IndicatorKind.Ja4, session.Ja4, session, flow, detections);
        foreach (var fingerprint in session.CertificateChain ?? []) Text(IndicatorKind.Certificate, fingerprint, session, flow, detections);
        if (session.ServerCertificate is not { } certificate) return;
        Text(IndicatorKind.Certificate, certificate.Sha1, session, flow, detections);
        Text(IndicatorKind.Certificate, certificate.Md5, session, flow, detections);
    }

    private void Http(HttpTransactionEvent request, string host, FlowIdentity flow, IDetectionSink detections)
    {
        var name = host.IndexOf(':') is var colon and > 0 ? host[..colon] : host;
        Text(IndicatorKind.Domain, name.ToLowerInvariant(), request, flow, detections);
        if (UrlText.Of(request, flow) is { Length: <= MaxUrlLength } url && !url.Any(char.IsControl)) Text(IndicatorKind.Url, url, request, flow, detections);
    }

    private void Text(IndicatorKind kind, string? text, SensorEvent shown, FlowIdentity flow, IDetectionSink detections)
    {
        if (text is not { Length: > 0 }) return;
        var at = shown is HttpTransactionEvent request ? request.Started : shown.Time;
        if (Meet(new TraceKey(kind, default, text), flow.Originator, at, Contact.Connected) is not { } named) return;
        var sign = kind switch
        {
            IndicatorKind.Domain => "spoke with a server of that name",
            IndicatorKind.Url => "asked for it over HTTP",
            IndicatorKind.Certificate => "spoke with a server that showed it",
            _ => "greets servers with it",
        };
        Match(named, new Meeting(flow.Originator, at, Contact.Connected, sign, flow.Responder, flow), new Circumstances(shown, flow, flow.Responder), detections);
    }

    /// <summary>Finds what a list has to say of it, and remembers that a host met it for a list that comes later.</summary>
    private Indicator? Meet(in TraceKey key, IpAddr host, Timestamp at, Contact contact)
    {
        if (!_context.IsOnePass) Remember(key, host, at, contact);
        return _set.Count > 0 ? key.FindIn(_set) : null;
    }

    private void Remember(in TraceKey key, IpAddr host, Timestamp at, Contact contact)
    {
        var trace = (key.Kind == IndicatorKind.Url ? _urls : _traces).GetOrAdd(key, static made => new Trace(made));
        if (trace.Add(host, at, contact)) _unsaved.Add(trace);
    }

    private void Match(Indicator? named, in Meeting meeting, in Circumstances circumstances, IDetectionSink detections)
    {
        if (named is not null && circumstances.Show(named)) _matches.Add(named, meeting, circumstances.Happened.Time, detections);
    }

    private void LookBack(IndicatorSet set, Timestamp now, IDetectionSink detections)
    {
        _set = set;
        if (set.Count == 0) return;
        foreach (var trace in _traces.Values.Concat(_urls.Values))
        {
            if (now - trace.Last > _options.LookBack || trace.Key.FindIn(set) is not { Together.Count: 0 } named) continue; // what was seen together is not remembered
            foreach (var (host, last, contact) in trace.Hosts)
                _matches.Add(named, new Meeting(host, last, contact, $"met {trace.Key}", trace.Key.Kind == IndicatorKind.Address ? trace.Key.Address : null, null), now, detections);
        }
    }

    /// <inheritdoc/>
    public void Save(IMemory memory) => _unsaved.TellTo(memory, trace =>
    {
        if (!memory.KeepsNothing) memory.Keep($"{(int)trace.Key.Kind} {trace.Key}", trace.Save(), trace.Last);
    });

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        var trace = Trace.Read(value);
        (trace.Key.Kind == IndicatorKind.Url ? _urls : _traces).GetOrAdd(trace.Key, _ => trace);
    }
}
