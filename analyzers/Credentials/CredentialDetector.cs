using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>Finds sources that guess at passwords, or collect tickets to guess at offline, over Kerberos, NTLM, SSH, remote desktop and clear-text logins.</summary>
public sealed class CredentialDetector(CredentialOptions options) : IDetector
{
    private const string Name = "credentials";
    private const int UnknownPrincipal = 6, PreAuthenticationFailed = 24, Revoked = 18; // RFC 4120 §7.5.9
    private const int Rc4 = 23, Rc4Export = 24;                                         // RFC 4757 §3
    private const int FirstAes = 17, LastAes = 20;                                      // RFC 3962 §7, RFC 8009 §7

    /// <summary>Service classes that belong to machines, whose passwords are long and random: nothing to crack.</summary>
    private static readonly HashSet<string> MachineServices = new(StringComparer.OrdinalIgnoreCase)
        { "krbtgt", "cifs", "host", "ldap", "gc", "rpcss", "rpc", "termsrv", "wsman", "dns", "restrictedkrbhost", "http", "kadmin", "e3514235-4b06-11d1-ab04-00c04fc2dcd2" };

    private readonly BoundedMap<IpAddr, SourceRecord> _sources = new(options.Sources);
    private readonly List<SourceRecord> _touched = [];

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Sources that guess at passwords or collect tickets to crack",
        ["KerberosEvent", "NtlmEvent", "SshSessionEvent", "RdpSessionEvent", "ClearTextLoginEvent"])
    {
        Techniques = AttackCatalog.Find("T1087.002", "T1110.001", "T1110.003", "T1550.002", "T1558.003", "T1558.004"),
    };

    /// <summary>Sources that had to make room for newer ones.</summary>
    public long Evictions => _sources.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened.Flow is not { } flow) return;
        switch (happened)
        {
            case KerberosEvent { Carrier: "krb" or "krb_tcp" } kerberos: OnKerberos(kerberos, flow); break;
            case NtlmEvent { User: { Length: > 0 } user, Success: { } success }: OnLogin(flow, happened.Time, user, success); break;
            case ClearTextLoginEvent { User: { Length: > 0 } user, Success: { } success }: OnLogin(flow, happened.Time, user, success); break;
            case SshSessionEvent { LoginSuccess: not true } ssh when ssh.LoginSuccess is false || ssh.Client is not null: OnNameless(flow, happened.Time); break;
            case RdpSessionEvent { LoginSuccess: false }: OnNameless(flow, happened.Time); break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        foreach (var record in _touched)
        {
            record.Touched = false;
            foreach (var verdict in CredentialVerdict.Of(record, options)) Tell(record, verdict, now, detections);
        }
        _touched.Clear();
    }

    private void OnKerberos(KerberosEvent kerberos, FlowIdentity flow)
    {
        if (kerberos.RequestType == "TGS") OnTicket(kerberos, flow);
        if (kerberos.RequestType is "TGS" or "AP" || kerberos.ClientName is not { Length: > 0 } client || IsMachine(client)) return;
        switch (kerberos.ErrorCode)
        {
            case UnknownPrincipal: SourceRecord.Note(Touch(flow, kerberos.Started).Unknown, client); return;
            case PreAuthenticationFailed or Revoked: OnLogin(flow, kerberos.Started, client, success: false); return;
        }
        if (kerberos.Success is not true) return;
        OnLogin(flow, kerberos.Started, client, success: true);
        if (!kerberos.IsPreAuthenticated) SourceRecord.Note(Touch(flow, kerberos.Started).ReplyRoasted, client);
        else if (kerberos.OfferedEncryption is { } offered && IsOfTool(offered)) SourceRecord.Note(Touch(flow, kerberos.Started).Forged, client);
    }

    private void OnTicket(KerberosEvent kerberos, FlowIdentity flow)
    {
        if (kerberos is not { Success: true, TicketEncryption: Rc4 or Rc4Export, ServiceName: { } service } || IsMachine(service)) return;
        var slash = service.IndexOf('/');
        if (slash > 0 && MachineServices.Contains(service[..slash])) return;
        SourceRecord.Note(Touch(flow, kerberos.Started).Roasted, service);
    }

    private void OnLogin(FlowIdentity flow, Timestamp time, string user, bool success)
    {
        if (!success) SourceRecord.Count(Touch(flow, time).Refused, user);
        else if (_sources.TryGet(flow.Originator, out var record) && record.Refused.ContainsKey(user)) SourceRecord.Note(Touch(flow, time).Broken, user);
    }

    private void OnNameless(FlowIdentity flow, Timestamp time) => SourceRecord.Count(Touch(flow, time).Nameless, flow.Responder);

    /// <summary>Every Windows since Vista offers several types with AES among them; who holds a stolen key offers what that key is for.</summary>
    private static bool IsOfTool(IReadOnlyList<int> offered)
    {
        if (offered.Count == 1) return true;
        foreach (var type in offered)
            if (type is >= FirstAes and <= LastAes) return false;
        return offered.Count > 0;
    }

    private static bool IsMachine(string account)
    {
        var end = account.IndexOfAny(['/', '@']);
        return (end < 0 ? account.AsSpan() : account.AsSpan(0, end)).EndsWith("$");
    }

    private SourceRecord Touch(FlowIdentity flow, Timestamp time)
    {
        var record = _sources.GetOrAdd(flow.Originator, static source => new SourceRecord(source));
        record.See(time, flow, options.Window);
        if (record.Touched) return record;
        record.Touched = true;
        _touched.Add(record);
        return record;
    }

    private static void Tell(SourceRecord record, CredentialVerdict verdict, Timestamp now, IDetectionSink detections)
    {
        // Told once; again only when it became worse, or twice as large.
        if (record.Told.TryGetValue(verdict.Kind, out var told) && verdict.Severity <= told.Severity && verdict.Size < 2 * told.Size) return;
        record.Told[verdict.Kind] = (verdict.Severity, verdict.Size);
        record.TimesTold++;
        var last = record.Flows.Last();
        detections.Report(new Detection
        {
            Id = StableId.Of(Name, verdict.Kind.Name, record.Source.ToString()),
            Detector = Name,
            Time = now,
            FirstSeen = record.First,
            LastSeen = record.Last,
            Title = $"{record.Source} {verdict.Kind.Saying}",
            Reason = verdict.Reason,
            Severity = verdict.Severity,
            Confidence = Math.Min(100, verdict.Risk + 10),
            Risk = verdict.Risk,
            Source = record.Source,
            Destination = last.Responder,
            DestinationPort = last.ResponderPort,
            Flows = [.. record.Flows],
            Evidence =
            [
                new("size", verdict.Size, "names or tries"),
                new("accounts_refused", record.Refused.Count, "accounts"),
                new("refusals", record.Refused.Values.Sum(), "tries"),
                new("accounts_unknown", record.Unknown.Count, "accounts"),
                new("accounts_broken", record.Broken.Count, "accounts"),
                new("weak_tickets", record.Roasted.Count, "services"),
                new("duration", Math.Round((record.Last - record.First).TotalSeconds, 3), "s"),
            ],
            Accounts = [.. record.Broken.Order(StringComparer.Ordinal).Concat(record.Forged.Order(StringComparer.Ordinal)).Distinct()],
            Techniques = AttackCatalog.Find(verdict.Kind.Technique),
            Count = record.TimesTold,
        });
    }
}
