using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>Finds sources that look for open doors: one port of many hosts, or many ports of one host, most of which do not answer.</summary>
public sealed class ScanDetector(ScanOptions options, HomeNetworks home) : IDetector
{
    private const string Name = "scan";
    private const double SureWhoBegan = 0.9; // FlowEvent.DirectionConfidence: answers to spoofed packets are no scan of who answers
    private const byte EchoRequest = 8, EchoRequest6 = 128;
    private const int PingPort = -1;         // stands for ICMP echo among the ports

    private readonly BoundedMap<(IpAddr Source, int Port, Transport Transport), Attempts<IpAddr>> _sweeps = new(options.Pairs);
    private readonly BoundedMap<(IpAddr Source, IpAddr Target), Attempts<int>> _scans = new(options.Pairs);
    private readonly BoundedMap<IpAddr, bool> _failing = new(options.Pairs); // most hosts never fail, and need no further look

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Sources that look for open doors", ["FlowEvent"]);

    /// <summary>Pairs that had to make room for newer ones.</summary>
    public long Evictions => _sweeps.Evictions + _scans.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not FlowEvent { IsInterim: false, Flow: { } flow } ended || ended.DirectionConfidence < SureWhoBegan || !CanScan(flow)) return;
        var failed = HasFailed(ended, flow);
        if (failed) _failing.GetOrAdd(flow.Originator, static _ => true);
        else if (!_failing.TryGet(flow.Originator, out _)) return;
        var port = flow.Transport == Transport.Icmp ? PingPort : flow.ResponderPort;
        var sweep = (flow.Originator, port, flow.Transport);
        var scan = (flow.Originator, flow.Responder);
        if (!failed)
        {
            if (_sweeps.TryGet(sweep, out var swept)) swept.Answer();
            if (_scans.TryGet(scan, out var scanned)) scanned.Answer();
            return;
        }
        var hosts = _sweeps.GetOrAdd(sweep, static _ => new Attempts<IpAddr>());
        if (hosts.Fail(flow.Responder, flow, options.ForgetAfter) && IsWorthTelling(hosts, options.MinimumHosts))
            Tell(hosts, flow, ended.Time, port, $"{flow.Originator} looks for hosts {Door(port, flow.Transport)}", port == PingPort ? "T1018" : "T1046", "hosts", detections);
        if (port == PingPort) return;
        var ports = _scans.GetOrAdd(scan, static _ => new Attempts<int>());
        if (ports.Fail(port, flow, options.ForgetAfter) && IsWorthTelling(ports, options.MinimumPorts))
            Tell(ports, flow, ended.Time, null, $"{flow.Originator} tries the ports of {flow.Responder}", "T1046", "ports", detections);
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

    private bool IsWorthTelling<TTarget>(Attempts<TTarget> attempts, int minimum) where TTarget : notnull =>
        attempts.Targets >= minimum && attempts.FailedShare >= options.MinimumFailed
        && (attempts.Told == 0 || attempts.Targets >= 4 * attempts.ToldTargets); // again only when it grew fourfold

    private void Tell<TTarget>(Attempts<TTarget> attempts, FlowIdentity flow, Timestamp now, int? port, string title, string technique, string unit, IDetectionSink detections)
        where TTarget : notnull
    {
        attempts.Told++;
        attempts.ToldTargets = attempts.Targets;
        var within = home.Contains(flow.Originator);
        var size = Math.Min(1, attempts.Targets / 256.0);
        var risk = (int)Math.Round((within ? 45 : 15) + 30 * size); // from outside it is the noise of the Internet; from inside somebody looks around
        detections.Report(new Detection
        {
            Id = StableId.Of(Name, flow.Originator.ToString(), unit == "ports" ? flow.Responder.ToString() : $"{port}/{flow.Transport}"),
            Detector = Name,
            Time = now,
            FirstSeen = attempts.First,
            LastSeen = attempts.Last,
            Title = title,
            Reason = $"{attempts.Targets} different {unit} did not answer between {attempts.First.ToString()[..19]}Z and {attempts.Last.ToString()[11..19]}Z; "
                + $"{attempts.Failed} of {attempts.Failed + attempts.Answered} connections failed.",
            Severity = risk >= 70 ? Severity.High : risk >= 40 ? Severity.Medium : Severity.Low,
            Confidence = (int)Math.Round(100 * attempts.FailedShare),
            Risk = risk,
            Source = flow.Originator,
            Destination = unit == "ports" ? flow.Responder : null,
            DestinationPort = port is > 0 ? port : null,
            Flows = [.. attempts.Flows],
            Evidence =
            [
                new(unit, attempts.Targets, unit),
                new("failed", attempts.Failed, "connections"),
                new("answered", attempts.Answered, "connections"),
                new("failed_share", Math.Round(attempts.FailedShare, 6), "ratio"),
                new("duration", Math.Round((attempts.Last - attempts.First).TotalSeconds, 3), "s"),
            ],
            Techniques = AttackCatalog.Find(technique),
            Count = attempts.Told,
        });
    }

    private static string Door(int port, Transport transport) => port == PingPort ? "by ping" : $"that offer {transport.ToString().ToLowerInvariant()}/{port}";
}
