using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>Finds sources that look for open doors: one port of many hosts, many ports of one host, or both, most of which do not answer.</summary>
public sealed class ScanDetector : LearningDetector
{
    internal const string Name = "scan";

    private const double SureWhoBegan = 0.9; // FlowEvent.DirectionConfidence: answers to spoofed packets are no scan of who answers
    private const byte EchoRequest = 8, EchoRequest6 = 128;
    private const int PingPort = -1;         // stands for ICMP echo among the ports

    private readonly ScanOptions _options;
    private readonly DetectorContext _context;
    private readonly ScanTables _tables;
    private readonly ScanHistory _history;

    /// <summary>A detector that has seen nothing yet.</summary>
    public ScanDetector(ScanOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        (_tables, _history) = (new ScanTables(_options), new ScanHistory(_options.Pairs));
        Remember([.. _tables.Parts, _history.Part]);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Sources that look for open doors", ["FlowEvent", "ArpSweepEvent"])
    {
        Techniques = AttackCatalog.Find("T1018", "T1046", "T1595", "T1595.001"),
    };

    /// <summary>Pairs that had to make room for newer ones.</summary>
    public override long Evictions => _tables.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is ArpSweepEvent sweep) TakeArp(sweep, detections);
        if (happened is not FlowEvent { IsInterim: false, Flow: { } flow } ended || ended.DirectionConfidence < SureWhoBegan || !CanScan(flow)) return;
        var port = flow.Transport == Transport.Icmp ? PingPort : flow.ResponderPort;
        if (HasFailed(ended, flow)) TakeFailure(ended, flow, port, detections);
        else if (_tables.HasFailed(flow.Originator, out var failures)) _tables.Answer(failures, flow, port);
    }

    private static bool CanScan(FlowIdentity flow) => !flow.Responder.IsMulticast
        && !(flow.Responder.IsIPv4 && (flow.Responder.IPv4Value & 0xFF) == 0xFF) // broadcasts of the usual networks: nobody has to answer
        && (flow.Transport is Transport.Tcp or Transport.Udp
            || (flow.Transport == Transport.Icmp && flow.OriginatorPort is EchoRequest or EchoRequest6));

    private static bool HasFailed(FlowEvent ended, FlowIdentity flow) => flow.Transport == Transport.Tcp
        ? ended.ConnectionState is "S0" or "REJ" or "RSTOS0" or "SH"
        : ended.ResponderPackets == 0;

    private void TakeFailure(FlowEvent ended, FlowIdentity flow, int port, IDetectionSink detections)
    {
        var failures = _tables.By(flow.Originator);
        if (_tables.Sweeps.Fail((flow.Originator, port, flow.Transport), flow.Responder, flow, out var hosts) && hosts is not null && IsEnough(hosts, _options.MinimumHosts))
            Tell(hosts, CaseOf(hosts, flow, port == PingPort ? ScanKind.Ping : ScanKind.Sweep) with { Port = port == PingPort ? null : port, Open = [.. hosts.Open.Select(host => $"{host}")] }, ended.Time, detections);
        _tables.Changed(hosts);
        if (port != PingPort) TakePort(failures, hosts, (ended, flow), detections);
    }

    private void TakePort(Failures failures, Attempts? hosts, (FlowEvent Ended, FlowIdentity Flow) failed, IDetectionSink detections)
    {
        var (flow, port, now) = (failed.Flow, failed.Flow.ResponderPort, failed.Ended.Time);
        if (_tables.PortScans.Fail((flow.Originator, flow.Responder), port, flow, out var ports) && ports is not null && IsEnough(ports, _options.MinimumPorts))
            Tell(ports, CaseOf(ports, flow, ScanKind.Ports) with { Target = flow.Responder, Open = [.. ports.Open.Select(open => $"port {open}")] }, now, detections);
        _tables.Changed(ports);
        if (!_context.Home.Contains(flow.Responder)) return; // outside, a program whose peers are gone looks the same
        if (failures.Fail((flow.Responder, port), flow, _options.ForgetAfter, _options.SlowForgetAfter))
        {
            failures.Add(flow.Responder, port);
            if (failures.IsBlock && hosts is not { Telling.Times: > 0 } && ports is not { Telling.Times: > 0 } && IsEnough(failures, _options.MinimumPairs))
                Tell(failures, CaseOf(failures, flow, ScanKind.Block) with { Open = [.. failures.Open.Select(open => $"{open.Host} port {open.Port}")] }, now, detections);
        }
        _tables.Changed(failures);
    }

    /// <summary>A router asks for all of its hosts, but not one after the other.</summary>
    private void TakeArp(ArpSweepEvent sweep, IDetectionSink detections)
    {
        if (sweep.Targets < _options.MinimumArpTargets || 2 * sweep.InSequence < sweep.Targets || _context.Hosts.Find(sweep.SenderAddress)?.Role == HostRole.Infrastructure) return;
        var scan = new ScanCase
        {
            Source = sweep.SenderAddress, Kind = ScanKind.Arp, Targets = sweep.Targets, Failed = sweep.Targets, Answered = 0, First = sweep.Since, Last = sweep.Time,
            IsFromInside = true, IsToInside = true, UsualDays = _history.Note(sweep.SenderAddress, sweep.Time), // whoever speaks ARP is on the link
        };
        var source = _tables.By(sweep.SenderAddress);
        detections.Report(ScanTelling.Of(scan, ScanScore.Of(scan, _options), source.Swept(sweep.Time), sweep.Time));
        _tables.Changed(source);
    }

    /// <summary>Enough in one go, or more than that with pauses.</summary>
    private bool IsEnough(Attempts attempts, int minimum) =>
        attempts.FailedShare >= _options.MinimumFailedShare && (attempts.Burst >= minimum || attempts.Targets >= _options.SlowFactor * minimum);

    private ScanCase CaseOf(Attempts attempts, FlowIdentity flow, ScanKind kind) => new()
    {
        Source = flow.Originator,
        Kind = kind,
        Transport = flow.Transport,
        Targets = attempts.Targets,
        Failed = attempts.Failed,
        Answered = attempts.Answered,
        First = attempts.First,
        Last = attempts.Last,
        IsSlow = attempts.Last - attempts.First > _options.ForgetAfter && attempts.Burst < attempts.Targets / 2,
        IsFromInside = _context.Home.Contains(flow.Originator),
        IsToInside = _context.Home.Contains(flow.Responder),
        Flows = attempts.Flows,
    };

    private void Tell(Attempts attempts, ScanCase scan, Timestamp now, IDetectionSink detections)
    {
        scan = scan with { UsualDays = scan.IsFromInside ? _history.Note(scan.Source, now) : 0 };
        var parts = ScanScore.Of(scan, _options);
        if (attempts.Telling.IsDue(Severity.Informational, scan.Targets)) detections.Report(ScanTelling.Of(scan, parts, attempts.Telling.Times, now)); // again when it grew fourfold
    }
}
