using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Follows what hosts do on each other (shares, services, tasks, WMI, DCOM, registry, directory, remote desktops), and tells what one did on another as one story.</summary>
public sealed class LateralMovementDetector(LateralMovementOptions options, HomeNetworks home) : IDetector
{
    private const uint Success = 0;
    private const int RiskStep = 10; // what it must grow by to be told again
    private const string Krbtgt = "krbtgt";

    private readonly BoundedMap<(IpAddr Source, IpAddr Target), Edge> _edges = new(options.Edges);
    private readonly BoundedMap<IpAddr, bool> _domainControllers = new(options.Edges);
    private readonly Paths _paths = new(options);
    private readonly List<Edge> _touched = [];

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("lateral-movement", "Hosts that work on other hosts as intruders do",
        ["DceRpcCallEvent", "SmbTreeEvent", "SmbFileEvent", "SmbHiddenEvent", "HttpTransactionEvent", "RdpSessionEvent", "NtlmEvent", "KerberosEvent"]);

    /// <summary>Pairs of hosts that had to make room for newer ones.</summary>
    public long Evictions => _edges.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened.Flow is not { } flow || (!home.Contains(flow.Responder) && !home.Contains(flow.Originator)) || flow.Originator == flow.Responder) return;
        switch (happened)
        {
            case DceRpcCallEvent call: OnCall(call, flow); break;
            case SmbTreeEvent tree: OnShare(tree, flow); break;
            case SmbFileEvent file: OnFile(file, flow); break;
            case SmbHiddenEvent { IsFinal: true, BulkRequests: > 0 } hidden:
                Note(flow, RemoteAct.HiddenWork, hidden.Began, $"{hidden.RequestBytes} bytes there, {hidden.ResponseBytes} back", true, hidden.User);
                break;
            case HttpTransactionEvent http when IsWinRm(http, flow):
                Note(flow, RemoteAct.WinRmUsed, http.Started, string.Empty, http.StatusCode is null or 200, http.Username);
                break;
            case RdpSessionEvent rdp: Note(flow, RemoteAct.RdpOpened, rdp.Started, rdp.ClientName ?? string.Empty, rdp.LoginSuccess is not false, rdp.Cookie); break;
            case NtlmEvent { Success: not false } logon: NoteAccount(flow, logon.User, logon.Domain); break;
            case KerberosEvent { Carrier: "krb" or "krb_tcp", Success: true, RequestType: "AS" }: _domainControllers.GetOrAdd(flow.Responder, static _ => true); break;
            case KerberosEvent { RequestType: "AP", ServiceName: { } service, ClientName: { } client } when !service.StartsWith(Krbtgt, StringComparison.Ordinal):
                NoteAccount(flow, client, null);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var edge in _touched)
        {
            edge.Touched = false;
            Judge(edge, now, detections);
        }
        _touched.Clear();
    }

    private static bool IsWinRm(HttpTransactionEvent http, FlowIdentity flow) =>
        http.Method == "POST" && http.Uri is { } uri && uri.StartsWith("/wsman", StringComparison.OrdinalIgnoreCase)
        && flow.ResponderPort is 5985 or 5986 or 80 or 443;

    private void OnCall(DceRpcCallEvent call, FlowIdentity flow)
    {
        if (call.Endpoint == "netlogon" && call.Operation.StartsWith("NetrServerAuthenticate", StringComparison.Ordinal))
        {
            if (call.ReturnStatus is not Success && EdgeOf(flow).AddChannelTry())
                Note(flow, RemoteAct.ChannelGuessed, call.Started, RemoteCalls.Argument(call, "account") ?? string.Empty, true, null);
            return;
        }
        if (RemoteCalls.Of(call) is not { } act) return;
        if (act == RemoteAct.Replicated && _domainControllers.TryGet(flow.Originator, out _)) return; // controllers replicate from each other
        var succeeded = call.Outcome != DceRpcOutcome.Faulted && call.ReturnStatus is null or Success;
        Note(flow, act, call.Started, RemoteCalls.Details(call), succeeded || act == RemoteAct.Coerced, null); // coercion works although the call fails
    }

    private void OnShare(SmbTreeEvent tree, FlowIdentity flow)
    {
        if (RemoteFiles.IsAdminShare(tree.Path)) Note(flow, RemoteAct.AdminShareOpened, tree.Began, tree.Path!, tree.Status is null or Success, tree.User);
    }

    private void OnFile(SmbFileEvent file, FlowIdentity flow)
    {
        if (RemoteFiles.Of(file) is { } act) Note(flow, act, file.Opened, $"{file.Share}\\{file.Name}", file.Status is null or Success, file.User);
    }

    private void NoteAccount(FlowIdentity flow, string? user, string? domain)
    {
        if (string.IsNullOrEmpty(user)) return;
        EdgeOf(flow).Add(string.IsNullOrEmpty(domain) ? user : $"{domain}\\{user}");
    }

    private void Note(FlowIdentity flow, RemoteAct act, Timestamp time, string details, bool succeeded, string? account)
    {
        var edge = EdgeOf(flow);
        edge.Add(account);
        if (!edge.Add(new Step(act, time, details, succeeded, flow)) || edge.Touched) return;
        edge.Touched = true;
        _touched.Add(edge);
    }

    private Edge EdgeOf(FlowIdentity flow) => _edges.GetOrAdd((flow.Originator, flow.Responder), static key => new Edge(key.Source, key.Target));

    private void Judge(Edge edge, Timestamp now, IDetectionSink detections)
    {
        var before = _paths.Before(edge.Source, edge.Steps[0].Time);
        if (EdgeVerdict.Of(edge.Steps, before.Count, options.LeastRisk) is not { } verdict) return;
        if (verdict.Severity >= Severity.Medium || edge.GivesHands) _paths.Enter(edge.Target, before, edge.Source, edge.Steps[0].Time);
        // Told once, and again only when it became worse.
        if (edge.TimesTold > 0 && verdict.Severity <= edge.ToldSeverity && verdict.Risk < edge.ToldRisk + RiskStep) return;
        edge.TimesTold++;
        (edge.ToldSeverity, edge.ToldRisk) = (verdict.Severity, verdict.Risk);
        detections.Report(LateralStory.Tell(edge, verdict, before, now));
    }
}
