using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>Finds the first use of programs for remote access, tunnels into the network and Tor, per host.</summary>
public sealed class RemoteAccessDetector : LearningDetector
{
    private readonly RemoteAccessOptions _options;
    private readonly DetectorContext _context;
    private readonly HashSet<string> _permitted;
    private readonly BoundedMap<(IpAddr Source, RemoteTool Tool), ToolUse> _uses;
    private readonly Prevalence<RemoteTool> _hosts;
    private readonly NameServers _nameServers;
    private readonly TorGreetings _tor;
    private readonly KeptMoment _begin = new("since");
    private readonly KeptEntries<ToolUse, KeptUse> _kept;

    /// <summary>A detector that knows nothing yet.</summary>
    public RemoteAccessDetector(RemoteAccessOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _permitted = new HashSet<string>(options.Permitted, StringComparer.OrdinalIgnoreCase);
        _uses = new BoundedMap<(IpAddr, RemoteTool), ToolUse>(options.Uses);
        _hosts = new Prevalence<RemoteTool>(options.Uses);
        _nameServers = new NameServers(context.Home, options.Uses);
        _tor = new TorGreetings(options.Uses);
        _kept = new KeptEntries<ToolUse, KeptUse>("use ", () => _uses.Values) { Key = use => $"{use.Source} {use.Tool.Name}", Keep = use => use.Keep(), PutBack = (_, kept) => PutBack(kept) };
        Remember(_begin, _kept, _nameServers.KeptAs("name server "));
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new("remote-access", "First use of remote administration, tunnels into the network and Tor", ["FlowEvent", "TlsSessionEvent", "DnsTransactionEvent"])
    {
        Techniques = RemoteAccessStory.Techniques,
    };

    /// <summary>Uses that had to make room for newer ones.</summary>
    public override long Evictions => _uses.Evictions + _hosts.Evictions + _nameServers.Evictions + _tor.Evictions;

    /// <inheritdoc/>
    public override int MemoryVersion => 2;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        _begin.Begin(happened.Time);
        switch (happened)
        {
            case FlowEvent { ResponderPackets: > 0, Flow: { } flow } told when !_context.Home.Contains(flow.Responder):
                if (ToolOf(told, flow, out var sign) is { } tool) Connected(tool, sign, told, flow, detections);
                break;
            case TlsSessionEvent { Flow: { } flow } session when !_context.Home.Contains(flow.Responder):
                if (_tor.Greets(session, flow)) Greeted(flow, session.Time, detections);
                break;
            case DnsTransactionEvent { SawQuery: true, Query: { } name, Flow: { } flow } asked when !flow.Responder.IsMulticast:
                _nameServers.Note(asked, flow);
                _tor.NoteQuestion(flow.Originator, name);
                if (RemoteTools.OfName(name) is { } wanted && !_nameServers.Contains(flow.Originator)) Asked(wanted, name, asked, flow, detections);
                break;
        }
    }

    private RemoteTool? ToolOf(FlowEvent told, FlowIdentity flow, out string sign)
    {
        sign = string.Empty;
        if (flow.Transport is not (Transport.Tcp or Transport.Udp) || told.Service == "dns") return null;
        if (RemoteTools.OfName(told.DestinationName) is { } named)
        {
            sign = $"connected to {told.DestinationName}:{flow.ResponderPort}";
            return named;
        }
        if (RemoteTools.IsTor(told.Service) || _tor.IsRelay(flow))
        {
            sign = $"spoke with {flow.Responder}:{flow.ResponderPort} as Tor does";
            return RemoteTools.Tor;
        }
        // A port says little beside a name or a protocol that is known to be something else.
        if (told.DestinationName is not null || told.Service is not (null or "ssl") || RemoteTools.OfPort(flow.Transport, flow.ResponderPort) is not { } ported) return null;
        sign = $"connected to {flow.Responder}:{flow.ResponderPort}, a port of {ported.Name}";
        return ported;
    }

    private void Connected(RemoteTool tool, string sign, FlowEvent told, FlowIdentity flow, IDetectionSink detections)
    {
        if (UseOf(flow.Originator, tool, flow.Start) is not { } use) return;
        use.AddSign(sign, told.DestinationName, flow, flow.Start);
        if (!told.IsInterim || use.Connections == 0) use.Connections++;
        (use.BytesOut, use.BytesIn) = (use.BytesOut + (told.OriginatorBytes ?? 0), use.BytesIn + (told.ResponderBytes ?? 0));
        Judge(use, told.Time, detections);
    }

    private void Greeted(FlowIdentity flow, Timestamp now, IDetectionSink detections)
    {
        if (UseOf(flow.Originator, RemoteTools.Tor, flow.Start) is not { } use) return;
        use.AddSign($"greeted {flow.Responder}:{flow.ResponderPort} by a name that was drawn and never looked up, as Tor does", null, flow, flow.Start);
        if (use.Connections == 0) use.Connections = 1; // its end is told later, with the bytes
        Judge(use, now, detections);
    }

    private void Asked(RemoteTool tool, string name, DnsTransactionEvent asked, FlowIdentity flow, IDetectionSink detections)
    {
        if (UseOf(flow.Originator, tool, flow.Start) is not { } use) return;
        use.AddSign($"asked for {name}", name, flow, asked.Begin);
        use.Questions++;
        Judge(use, asked.Time, detections);
    }

    private ToolUse? UseOf(IpAddr source, RemoteTool tool, Timestamp at)
    {
        if (!_context.Home.Contains(source) || _permitted.Contains(tool.Name)) return null;
        _hosts.Add(source, tool, at);
        return _uses.GetOrAdd((source, tool), static key => new ToolUse(key.Source, key.Tool));
    }

    private void Judge(ToolUse use, Timestamp now, IDetectionSink detections)
    {
        _kept.Changed(use);
        var isLearning = now - _begin.At!.Value < _options.LearningPeriod;
        var score = RemoteAccessScore.Of(use, _hosts.Of(use.Tool), _context.Hosts.FindAt(use.Source, now)?.Role ?? HostRole.Unknown, isLearning, _options);
        if (!use.Told.IsDue(score.Severity, 1)) return; // the first use is the finding; more of it only when it became worse
        detections.Report(RemoteAccessStory.Tell(use, score, _hosts.Of(use.Tool), now));
    }

    private void PutBack(KeptUse kept)
    {
        var tool = RemoteTools.OfMemory(kept.Tool);
        if (tool is null || UseOf(kept.Source, tool, kept.First) is not { } use) return; // no longer in the table, or permitted since
        use.Recall(kept);
    }
}
