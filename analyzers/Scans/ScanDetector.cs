using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>Finds sources that look for open doors: one port of many hosts, many ports of one host, or both, most of which do not answer.</summary>
public sealed class ScanDetector(ScanOptions options, DetectorContext context) : IDetector, ILearner
{
    internal const string Name = "scan";

    private const double SureWhoBegan = 0.9; // FlowEvent.DirectionConfidence: answers to spoofed packets are no scan of who answers
    private const byte EchoRequest = 8, EchoRequest6 = 128;
    private const int PingPort = -1;         // stands for ICMP echo among the ports
    private const int BlockSide = 5;         // fewest hosts, and ports, of a block

    private readonly BoundedMap<(IpAddr Source, int Port, Transport Transport), Attempts<IpAddr>> _sweeps = new(options.Pairs);
    private readonly BoundedMap<(IpAddr Source, IpAddr Target), Attempts<int>> _scans = new(options.Pairs);
    private readonly BoundedMap<IpAddr, Failures> _failing = new(options.Pairs); // most hosts never fail, and need no further look
    private readonly ScanHistory _history = new(options.Pairs);

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Sources that look for open doors", ["FlowEvent", "ArpSweepEvent"])
    {
        Techniques = AttackCatalog.Find("T1018", "T1046", "T1595", "T1595.001"),
    };

    /// <summary>Pairs that had to make room for newer ones.</summary>
    public long Evictions => _sweeps.Evictions + _scans.Evictions;

    /// <inheritdoc/>
    public string MemoryName => Name;

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value) => _history.Recall(key, value);

    /// <inheritdoc/>
    public void Save(IMemory memory) => _history.Save(memory);

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is ArpSweepEvent sweep) TakeArp(sweep, detections);
        if (happened is not FlowEvent { IsInterim: false, Flow: { } flow } ended || ended.DirectionConfidence < SureWhoBegan || !CanScan(flow)) return;
        var port = flow.Transport == Transport.Icmp ? PingPort : flow.ResponderPort;
        if (HasFailed(ended, flow)) TakeFailure(ended, flow, port, detections);
        else if (_failing.TryGet(flow.Originator, out var failures)) TakeAnswer(failures, flow, port);
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections) { }

    private static bool CanScan(FlowIdentity flow) => !flow.Responder.IsMulticast
        && !(flow.Responder.IsIPv4 && (flow.Responder.IPv4Value & 0xFF) == 0xFF) // broadcasts of the usual networks: nobody has to answer
        && (flow.Transport is Transport.Tcp or Transport.Udp
            || (flow.Transport == Transport.Icmp && flow.OriginatorPort is EchoRequest or EchoRequest6));

    private static bool HasFailed(FlowEvent ended, FlowIdentity flow) => flow.Transport == Transport.Tcp
        ? ended.ConnectionState is "S0" or "REJ" or "RSTOS0" or "SH"
        : ended.ResponderPackets == 0;

    private void TakeFailure(FlowEvent ended, FlowIdentity flow, int port, IDetectionSink detections)
    {
        var failures = _failing.GetOrAdd(flow.Originator, static _ => new Failures());
        var hosts = _sweeps.GetOrAdd((flow.Originator, port, flow.Transport), static _ => new Attempts<IpAddr>());
        if (hosts.Fail(flow.Responder, flow, options.ForgetAfter, options.SlowForgetAfter) && IsEnough(hosts, options.MinimumHosts))
            Tell(hosts, CaseOf(hosts, flow, port == PingPort ? ScanKind.Ping : ScanKind.Sweep) with { Port = port == PingPort ? null : port, Open = [.. hosts.Open.Select(host => $"{host}")] }, ended.Time, detections);
        if (port == PingPort) return;
        var ports = _scans.GetOrAdd((flow.Originator, flow.Responder), static _ => new Attempts<int>());
        if (ports.Fail(port, flow, options.ForgetAfter, options.SlowForgetAfter) && IsEnough(ports, options.MinimumPorts))
            Tell(ports, CaseOf(ports, flow, ScanKind.Ports) with { Target = flow.Responder, Open = [.. ports.Open.Select(open => $"port {open}")] }, ended.Time, detections);
        var pairs = failures.Pairs;
        if (!context.Home.Contains(flow.Responder) || !pairs.Fail((flow.Responder, port), flow, options.ForgetAfter, options.SlowForgetAfter)) return; // outside, a program whose peers are gone looks the same
        failures.Add(flow.Responder, port, pairs.Targets);
        if (failures.Hosts >= BlockSide && failures.Ports >= BlockSide && hosts.Telling.Times == 0 && ports.Telling.Times == 0 && IsEnough(pairs, options.MinimumPairs))
            Tell(pairs, CaseOf(pairs, flow, ScanKind.Block) with { Open = [.. pairs.Open.Select(open => $"{open.Host} port {open.Port}")] }, ended.Time, detections);
    }

    private void TakeAnswer(Failures failures, FlowIdentity flow, int port)
    {
        failures.Pairs.Answer((flow.Responder, port));
        if (_sweeps.TryGet((flow.Originator, port, flow.Transport), out var swept)) swept.Answer(flow.Responder);
        if (_scans.TryGet((flow.Originator, flow.Responder), out var scanned)) scanned.Answer(port);
    }

    /// <summary>A router asks for all of its hosts, but not one after the other.</summary>
    private void TakeArp(ArpSweepEvent sweep, IDetectionSink detections)
    {
        if (sweep.Targets < options.MinimumArpTargets || 2 * sweep.InSequence < sweep.Targets || context.Hosts.Find(sweep.SenderAddress)?.Role == HostRole.Infrastructure) return;
        var scan = new ScanCase
        {
            Source = sweep.SenderAddress, Kind = ScanKind.Arp, Targets = sweep.Targets, Failed = sweep.Targets, Answered = 0, First = sweep.Since, Last = sweep.Time,
            IsFromInside = true, IsToInside = true, UsualDays = _history.Note(sweep.SenderAddress, sweep.Time), // whoever speaks ARP is on the link
        };
        detections.Report(ScanTelling.Of(scan, ScanScore.Of(scan, options), ++_failing.GetOrAdd(sweep.SenderAddress, static _ => new Failures()).ArpSweeps, sweep.Time));
    }

    /// <summary>Enough in one go, or more than that with pauses.</summary>
    private bool IsEnough<TTarget>(Attempts<TTarget> attempts, int minimum) where TTarget : notnull =>
        attempts.FailedShare >= options.MinimumFailedShare && (attempts.Burst >= minimum || attempts.Targets >= options.SlowFactor * minimum);

    private ScanCase CaseOf<TTarget>(Attempts<TTarget> attempts, FlowIdentity flow, ScanKind kind) where TTarget : notnull => new()
    {
        Source = flow.Originator,
        Kind = kind,
        Transport = flow.Transport,
        Targets = attempts.Targets,
        Failed = attempts.Failed,
        Answered = attempts.Answered,
        First = attempts.First,
        Last = attempts.Last,
        IsSlow = attempts.Last - attempts.First > options.ForgetAfter && attempts.Burst < attempts.Targets / 2,
        IsFromInside = context.Home.Contains(flow.Originator),
        IsToInside = context.Home.Contains(flow.Responder),
        Flows = [.. attempts.Flows],
    };

    private void Tell<TTarget>(Attempts<TTarget> attempts, ScanCase scan, Timestamp now, IDetectionSink detections) where TTarget : notnull
    {
        scan = scan with { UsualDays = scan.IsFromInside ? _history.Note(scan.Source, now) : 0 };
        var parts = ScanScore.Of(scan, options);
        if (attempts.Telling.IsDue(Severity.Informational, scan.Targets)) detections.Report(ScanTelling.Of(scan, parts, attempts.Telling.Times, now)); // again when it grew fourfold
    }

    /// <summary>What one source fails at, over all hosts and ports.</summary>
    private sealed class Failures
    {
        private readonly HashSet<IpAddr> _hosts = [];
        private readonly HashSet<int> _ports = [];

        public Attempts<(IpAddr Host, int Port)> Pairs { get; } = new();
        /// <summary>Times that a sweep by ARP was told.</summary>
        public int ArpSweeps { get; set; }
        public int Hosts => _hosts.Count;
        public int Ports => _ports.Count;

        /// <summary>Notes a new pair; when it is the first one, counting began anew.</summary>
        public void Add(IpAddr host, int port, int pairs)
        {
            if (pairs <= 1)
            {
                _hosts.Clear();
                _ports.Clear();
            }
            if (_hosts.Count < BlockSide) _hosts.Add(host);
            if (_ports.Count < BlockSide) _ports.Add(port);
        }
    }
}
