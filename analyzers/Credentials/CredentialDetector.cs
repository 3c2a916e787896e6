using NetSensor.Analyzers.Attack;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>
/// Finds sources that guess at passwords, collect tickets to guess at offline, use tickets and keys of others, or pass log-ons on; over Kerberos, NTLM, netlogon,
/// directories, SSH, remote desktop and clear-text logins. It learns where accounts work from, and which of them speak AES.
/// </summary>
public sealed class CredentialDetector : IDetector, ILearner
{
    internal const string Name = "credentials";

    private const int ManyVisitors = 4;       // whose log-ons go the same way over the web: a proxy
    private const string AskedUser = "(User="; // of a search for netlogon ([MS-ADTS] §6.3.3), which needs no log-on and tells whether the account exists

    private readonly CredentialOptions _options;
    private readonly AccountHabits _habits;
    private readonly MachineNames _machines;
    private readonly KerberosTrail _kerberos;
    private readonly RelayedLogons _relays;
    private readonly Sources _sources;

    /// <summary>A detector that has seen nothing yet.</summary>
    public CredentialDetector(CredentialOptions options, DetectorContext context)
    {
        _options = options;
        var hosts = new SameHost(context.Hosts);
        _habits = new AccountHabits(options, context.Hosts);
        _machines = new MachineNames(options.Accounts, hosts);
        _kerberos = new KerberosTrail(options, _habits, _machines, hosts);
        _relays = new RelayedLogons(options.Tickets);
        _sources = new Sources(options, _habits);
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Sources that guess at passwords, or use the tickets, keys and log-ons of others",
        ["KerberosEvent", "NtlmEvent", "DceRpcCallEvent", "LdapSearchEvent", "SshSessionEvent", "RdpSessionEvent", "ClearTextLoginEvent"])
    {
        Techniques = AttackCatalog.Find([.. AttackKind.All.SelectMany(kind => kind.Techniques).Distinct().Order(StringComparer.Ordinal)]),
    };

    /// <summary>Sources, accounts and tickets that had to make room for newer ones.</summary>
    public long Evictions => _sources.Evictions + _habits.Evictions + _machines.Evictions + _kerberos.Evictions + _relays.Evictions;

    /// <inheritdoc/>
    public string MemoryName => Name;

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened.Flow is not { } flow) return;
        switch (happened)
        {
            case KerberosEvent { Carrier: "krb" or "krb_tcp" } kerberos: _kerberos.OnExchange(kerberos, flow, _sources); break;
            case KerberosEvent kerberos: _kerberos.OnShownToService(kerberos, flow, _sources); break;
            case NtlmEvent logon: OnNtlm(logon, flow); break;
            case ClearTextLoginEvent { User: { Length: > 0 } user, Success: { } success }: OnLogin(flow, happened.Time, user, success); break;
            case SshSessionEvent { LoginSuccess: not true } ssh when ssh.LoginSuccess is false || ssh.Client is not null: OnNameless(flow, happened.Time); break;
            case RdpSessionEvent { LoginSuccess: false }: OnNameless(flow, happened.Time); break;
            case DceRpcCallEvent { Endpoint: "netlogon", ReturnStatus: not null and not 0 } call: OnChannelRefused(call, flow); break;
            case LdapSearchEvent { Scope: "base", Filter: { } filter } ping: OnPing(ping, filter, flow); break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var record in _sources.TakeTouched())
            foreach (var verdict in CredentialVerdict.Of(record, _options))
                if (CredentialTelling.Of(record, verdict, now) is { } finding) detections.Report(finding);
    }

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        if (!_sources.TryRecall(key, value) && !_habits.TryRecall(key, value) && !_machines.TryRecall(key, value) && !_kerberos.TryRecall(key, value) && !_relays.TryRecall(key, value))
            throw new FormatException($"nothing is known by the name of '{key}'");
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        _sources.Save(memory);
        _habits.Save(memory);
        _machines.Save(memory);
        _kerberos.Save(memory);
        _relays.Save(memory);
    }

    private void OnNtlm(NtlmEvent logon, FlowIdentity flow)
    {
        if (_relays.Note(logon, flow) is { } relayed) OnRelayed(relayed, logon, flow);
        else _machines.Learn(logon.ServerNetBiosComputer, flow.Responder, logon.Started);
        if (logon is not { User: { Length: > 0 } user, Success: { } success }) return;
        OnLogin(flow, logon.Time, user, success);
        if (success && AccountNames.IsMachine(user) && _machines.Elsewhere(user, flow.Originator) is { } elsewhere)
            _sources.Touch(flow, logon.Started).Note(elsewhere.Kin == Kinship.Two ? Trace.Played : Trace.PlayedPerhaps, $"{user}, which is at {elsewhere.Home}, at {flow.Responder}");
    }

    private void OnRelayed(RelayedLogons.Relayed relayed, NtlmEvent logon, FlowIdentity flow)
    {
        var isWeb = logon.Carrier == "http" && !relayed.CrossesProtocols;
        if (isWeb && relayed.Visitors >= ManyVisitors) return;
        _sources.Touch(relayed.Relay, flow, logon.Started).Note(isWeb ? Trace.RelayedWeb : Trace.Relayed, $"{(logon.User is { Length: > 0 } user ? user : "somebody")} of {relayed.Victim} to {relayed.Target}");
    }

    private void OnLogin(FlowIdentity flow, Timestamp time, string user, bool success)
    {
        if (success) _sources.Accepted(flow, time, user);
        else _sources.Refused(flow, time, user);
    }

    private void OnNameless(FlowIdentity flow, Timestamp time) => SourceRecord.Count(_sources.Touch(flow, time).Nameless, flow.Responder);

    private void OnChannelRefused(DceRpcCallEvent call, FlowIdentity flow)
    {
        if (!call.Operation.StartsWith("NetrServerAuthenticate", StringComparison.Ordinal)) return;
        foreach (var argument in call.Arguments)
            if (argument is { Name: "account", Value.Length: > 0 }) _sources.Touch(flow, call.Started).Note(Trace.Channel, argument.Value);
    }

    private void OnPing(LdapSearchEvent ping, string filter, FlowIdentity flow)
    {
        var at = filter.IndexOf(AskedUser, StringComparison.OrdinalIgnoreCase);
        var end = at < 0 ? -1 : filter.IndexOf(')', at);
        if (end < 0 || ping.Attributes is not [var attribute] || !attribute.Equals("netlogon", StringComparison.OrdinalIgnoreCase)) return;
        var user = filter[(at + AskedUser.Length)..end];
        if (user.Length > 0 && !AccountNames.IsMachine(user)) _sources.Touch(flow, ping.Started).Note(Trace.Asked, user);
    }
}
