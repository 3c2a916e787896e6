using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>
/// Follows what hosts do on each other (shares, services, tasks, WMI, DCOM, registry, directory, remote desktops), joins what belongs together into one
/// story, and learns who administers whom.
/// </summary>
public sealed class LateralMovementDetector : IDetector, ILearner
{
    private const uint Success = 0;
    private const string Krbtgt = "krbtgt";

    private readonly LateralMovementOptions _options;
    private readonly DetectorContext _context;
    private readonly BoundedMap<(IpAddr Source, IpAddr Target), Edge> _edges;
    private readonly BoundedMap<IpAddr, bool> _domainControllers;
    private readonly TicketHolders _tickets;
    private readonly Paths _paths;
    private readonly Incidents _incidents;
    private readonly AdminHabits _habits;
    private readonly LateralMemory _memory;
    private readonly List<Edge> _touched = [];

    /// <summary>A detector that has seen nothing yet.</summary>
    public LateralMovementDetector(LateralMovementOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        _edges = new BoundedMap<(IpAddr, IpAddr), Edge>(options.Edges);
        _domainControllers = new BoundedMap<IpAddr, bool>(options.Edges);
        _tickets = new TicketHolders(options.Edges);
        _paths = new Paths(options);
        _incidents = new Incidents(options);
        _habits = new AdminHabits(options, context.Hosts);
        _memory = new LateralMemory(_edges, _incidents, _domainControllers, [_habits, _paths, _tickets]);
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("lateral-movement", "Hosts that work on other hosts as intruders do",
        ["DceRpcCallEvent", "SmbTreeEvent", "SmbFileEvent", "SmbHiddenEvent", "HttpTransactionEvent", "RdpSessionEvent", "SshSessionEvent", "NtlmEvent", "KerberosEvent", "LdapSearchEvent", "LdapOperationEvent"])
    {
        Techniques = AttackCatalog.Find([.. RemoteAct.All.SelectMany(act => act.Techniques).Distinct().Order(StringComparer.Ordinal)]),
    };

    /// <summary>Pairs of hosts and habits that had to make room for newer ones.</summary>
    public long Evictions => _edges.Evictions + _habits.Evictions;

    /// <inheritdoc/>
    public string MemoryName => "lateral-movement";

    /// <inheritdoc/>
    public int MemoryVersion => 2;

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        if (_memory.Recall(key, value) is { } unjudged) Touch(unjudged);
    }

    /// <inheritdoc/>
    public void Save(IMemory memory) => _memory.Save(memory);

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened.Flow is not { } flow || (!_context.Home.Contains(flow.Responder) && !_context.Home.Contains(flow.Originator)) || flow.Originator == flow.Responder) return;
        switch (happened)
        {
            case DceRpcCallEvent call: OnCall(call, flow); break;
            case SmbTreeEvent tree: OnShare(tree, flow); break;
            case SmbFileEvent file: OnFile(file, flow); break;
            case SmbHiddenEvent { IsFinal: true, BulkRequests: > 0 } hidden: OnHidden(hidden, flow); break;
            case HttpTransactionEvent http when WebServices.Of(http, flow) is { } act:
                Note(flow, act, http.Started, string.Empty, http.StatusCode is null or 200, http.Username);
                break;
            case RdpSessionEvent rdp: Note(flow, RemoteAct.RdpOpened, rdp.Started, rdp.ClientName ?? string.Empty, rdp.LoginSuccess is not false, rdp.Cookie); break;
            case SshSessionEvent { LoginSuccess: true } ssh when _context.Home.Contains(flow.Responder) && _context.Home.Contains(flow.Originator):
                Note(flow, RemoteAct.SshOpened, ssh.Started, string.Empty, true, null);
                break;
            case NtlmEvent { Success: not false } logon: OnNtlm(logon, flow); break;
            case KerberosEvent { Success: true } kerberos: OnKerberos(kerberos, flow); break;
            case LdapSearchEvent search when DirectorySearches.Of(search) is { } act: Note(flow, act, search.Started, string.Empty, search.ResultCode is null or 0, null); break;
            case LdapOperationEvent change when DirectoryChanges.Of(change) is { } act && !(act == RemoteAct.ReplicaAdded && IsController(flow.Originator)):
                Note(flow, act, change.Started, change.Object ?? string.Empty, change.ResultCode is null or 0, change.User);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        if (_touched.Count == 0) return;
        var grown = new List<Incident>();
        foreach (var edge in _touched)
        {
            edge.Touched = false;
            if (Judge(edge) is { } incident && !grown.Contains(incident)) grown.Add(incident);
        }
        _touched.Clear();
        foreach (var incident in grown)
            if (incident.IsDue()) detections.Report(LateralStory.Tell(incident, now));
    }

    private void OnCall(DceRpcCallEvent call, FlowIdentity flow)
    {
        if (call.Endpoint == "netlogon" && call.Operation.StartsWith("NetrServerAuthenticate", StringComparison.Ordinal))
        {
            if (call.ReturnStatus is Success) return;
            var edge = EdgeOf(flow);
            _memory.Changed(edge);
            if (edge.AddChannelTry()) Note(flow, RemoteAct.ChannelGuessed, call.Started, RemoteCalls.Argument(call, "account") ?? string.Empty, true, null);
            return;
        }
        if (RemoteCalls.Of(call) is not { } act) return;
        if ((act == RemoteAct.Replicated || act == RemoteAct.ReplicaAdded) && IsController(flow.Originator)) return; // controllers replicate from each other
        if (act == RemoteAct.CertificateRequested) _tickets.CertificateRequested(flow.Originator, call.Started);
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

    private void OnHidden(SmbHiddenEvent hidden, FlowIdentity flow)
    {
        var act = HiddenWork.LooksLikeExecution(hidden) && RoleOf(flow.Responder) is HostRole.Unknown or HostRole.Client ? RemoteAct.HiddenExecution : RemoteAct.HiddenWork;
        Note(flow, act, hidden.Began, $"{hidden.RequestBytes} bytes there, {hidden.ResponseBytes} back", true, hidden.User);
    }

    private void OnNtlm(NtlmEvent logon, FlowIdentity flow)
    {
        NoteAccount(flow, logon.User, logon.Domain);
        if (!_tickets.FallsBack(flow.Originator, logon) || EdgeOf(flow) is not { FellBackToNtlm: false } edge) return;
        edge.FellBackToNtlm = true;
        _memory.Changed(edge);
    }

    private void OnKerberos(KerberosEvent kerberos, FlowIdentity flow)
    {
        if (kerberos is { RequestType: "AP", ServiceName: { } service, ClientName: { } client } && !service.StartsWith(Krbtgt, StringComparison.Ordinal)) NoteAccount(flow, client, null);
        if (kerberos is not { Carrier: "krb" or "krb_tcp", RequestType: "AS" or "TGS" }) return;
        if (kerberos.RequestType == "AS" && !IsController(flow.Responder))
        {
            _domainControllers.GetOrAdd(flow.Responder, static _ => true);
            _memory.Changed(flow.Responder, kerberos.Started);
        }
        if (_tickets.TicketGiven(flow.Originator, kerberos))
            Note(flow, RemoteAct.CertificateUsed, kerberos.Started, kerberos.ClientName ?? string.Empty, true, kerberos.ClientName);
    }

    private void NoteAccount(FlowIdentity flow, string? user, string? domain)
    {
        if (string.IsNullOrEmpty(user)) return;
        var edge = EdgeOf(flow);
        if (edge.Add(string.IsNullOrEmpty(domain) ? user : $"{domain}\\{user}")) _memory.Changed(edge);
    }

    private void Note(FlowIdentity flow, RemoteAct act, Timestamp time, string details, bool succeeded, string? account)
    {
        var edge = EdgeOf(flow);
        edge.Add(account);
        if (succeeded && AdminWay.Of(act) is { } way && edge.IsFirstToday(way, time)) _habits.Note(flow.Originator, flow.Responder, way, time);
        var isNew = edge.Add(new Step(act, time, details, succeeded, flow));
        _memory.Changed(edge);
        if (isNew) Touch(edge);
    }

    private void Touch(Edge edge)
    {
        if (edge.Touched) return;
        edge.Touched = true;
        _touched.Add(edge);
    }

    private Edge EdgeOf(FlowIdentity flow) => _edges.GetOrAdd((flow.Originator, flow.Responder), static key => new Edge(key.Source, key.Target));

    private bool IsController(IpAddr host) => _domainControllers.TryGet(host, out _) || RoleOf(host) == HostRole.DomainController;

    private HostRole RoleOf(IpAddr host) => _context.Hosts.Find(host)?.Role ?? HostRole.Unknown;

    private Incident? Judge(Edge edge)
    {
        var began = edge.Steps[0].Time;
        edge.Before = _paths.Before(edge.Source, began);
        var ways = edge.Steps.Where(step => step.Succeeded).Select(step => AdminWay.Of(step.Act)).OfType<string>().Distinct();
        var situation = new Situation(edge.Before.Count, _paths.IsByDesktop(edge.Source, edge.Steps[^1].Time), RoleOf(edge.Source), RoleOf(edge.Target),
            _habits.Of(edge.Source, edge.Target, ways, edge.Steps[^1].Time));
        edge.Verdict = EdgeVerdict.Of(edge, situation, _options.MinimumRisk) ?? edge.Verdict;
        _memory.Changed(edge);
        if (edge.Verdict is not { } verdict) return null;
        var enters = verdict.Severity >= Severity.Medium || edge.GivesHands;
        if (enters) _paths.Enter(edge);
        return _incidents.Join(edge, enters);
    }
}
