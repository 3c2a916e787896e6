using NetSensor.Events;

namespace NetSensor.Analyzers.Credentials;

/// <summary>What Kerberos' messages tell of who holds which keys and tickets.</summary>
internal sealed class KerberosTrail(CredentialOptions options, AccountHabits habits, MachineNames machines, SameHost hosts)
{
    private const int UnknownPrincipal = 6, PreAuthenticationFailed = 24, Revoked = 18; // RFC 4120 §7.5.9
    private const int PublicKeyRequest = 16;         // RFC 4556 §3.1.3: the reply's key comes of the certificate
    private const int PacRequest = 128;              // [MS-KILE] §2.2.3: Windows wants its groups in the ticket, and so do tools that pass for it

    /// <summary>Service classes that belong to machines, whose passwords are long and random: nothing to crack.</summary>
    private static readonly HashSet<string> MachineServices = new(StringComparer.OrdinalIgnoreCase)
        { "krbtgt", "cifs", "host", "ldap", "gc", "rpcss", "rpc", "termsrv", "wsman", "dns", "restrictedkrbhost", "http", "kadmin", "e3514235-4b06-11d1-ab04-00c04fc2dcd2" };

    private readonly TicketOwners _tickets = new(options.Tickets);
    private readonly EncryptionHistory _encryption = new(options.Accounts);

    /// <summary>Tickets and accounts that had to make room.</summary>
    public long Evictions => _tickets.Evictions + _encryption.Evictions;

    /// <summary>Takes an exchange with a controller.</summary>
    public void OnExchange(KerberosEvent kerberos, FlowIdentity flow, Sources sources)
    {
        OnShown(kerberos.ShownTicketMark, kerberos, flow, sources);
        if (kerberos.RequestType == "TGS") OnService(kerberos, flow, sources);
        _tickets.Given(kerberos, flow);
        if (kerberos.RequestType is "TGS" or "AP" || kerberos.ClientName is not { Length: > 0 } client) return;
        if (kerberos is { RequestType: "AS", Success: true }) OnFirst(kerberos, client, flow, sources);
        if (AccountNames.IsMachine(client)) return;
        switch (kerberos.ErrorCode)
        {
            case UnknownPrincipal: sources.Touch(flow, kerberos.Started).Note(Trace.Unknown, client); return;
            case PreAuthenticationFailed or Revoked: sources.Refused(flow, kerberos.Started, client); return;
        }
        if (kerberos.Success is true) sources.Accepted(flow, kerberos.Started, client);
    }

    /// <summary>Takes a ticket that was shown to a service, inside of its own protocol.</summary>
    public void OnShownToService(KerberosEvent kerberos, FlowIdentity flow, Sources sources)
    {
        if (kerberos.RequestType != "AP" || kerberos.Success is false) return;
        OnShown(kerberos.TicketMark, kerberos, flow, sources);
        if (Encryption.IsRc4(kerberos.TicketEncryption) && kerberos.ServiceName is { } service && sources.Find(flow.Responder) is { } controller && controller[Trace.Downgraded].Count + controller[Trace.DowngradedFromAes].Count > 0)
            sources.Touch(flow.Responder, flow, kerberos.Started).Note(Trace.OwnWeakTicket, service);
    }

    /// <summary>Takes back one entry; false when the key is of something else.</summary>
    public bool TryRecall(string key, ReadOnlySpan<byte> value) => _tickets.TryRecall(key, value) || _encryption.TryRecall(key);

    /// <summary>Tells what is new.</summary>
    public void Save(IMemory memory)
    {
        _tickets.Save(memory);
        _encryption.Save(memory);
    }

    private void OnFirst(KerberosEvent given, string client, FlowIdentity flow, Sources sources)
    {
        var isMachine = AccountNames.IsMachine(client);
        if (isMachine) machines.Learn(AccountNames.Bare(client), flow.Originator, given.Started);
        var downgraded = given.PreAuthentication?.Contains(PublicKeyRequest) == true ? Downgraded.No : _encryption.Note(given, flow, client);
        if (downgraded != Downgraded.No)
            sources.Touch(flow.Responder, flow, given.Started).Note(downgraded == Downgraded.FromAes ? Trace.DowngradedFromAes : Trace.Downgraded, client);
        if (isMachine) return;
        var isOfTool = given.OfferedEncryption is { } asked && Encryption.IsOfTool(asked);
        if (!given.IsPreAuthenticated) OnUnproven(client, isOfTool || Encryption.IsRc4(given.ReplyEncryption), sources.Touch(flow, given.Started));
        else if (given.OfferedEncryption is { } offered && isOfTool) OnOneKey(given, offered, client, sources.Touch(flow, given.Started));
    }

    private static void OnUnproven(string client, bool isOfTool, SourceRecord record)
    {
        record.Note(Trace.ReplyRoasted, client);
        if (isOfTool) record.Note(Trace.ReplyRoastedByTool, client);
    }

    private void OnOneKey(KerberosEvent given, IReadOnlyList<int> offered, string client, SourceRecord record)
    {
        record.Note(Trace.Forged, client);
        if (given.PreAuthentication?.Contains(PacRequest) == true) record.Note(Trace.ForgedAsWindows, client);
        if (!offered.Any(type => Encryption.IsAes(type)) && _encryption.SpeaksAes(given, client)) record.Note(Trace.ForgedWithoutAes, client);
        if (habits.IsNewPlace(client, record.Source, given.Started)) record.Note(Trace.NewPlace, client);
    }

    private void OnService(KerberosEvent given, FlowIdentity flow, Sources sources)
    {
        if (_encryption.IsForged(given, flow)) sources.Touch(flow, given.Started).Note(Trace.ForgedTicket, given.ClientName ?? "somebody");
        if (given is not { Success: true, ServiceName: { } service } || AccountNames.IsMachine(service)) return;
        var slash = service.IndexOf('/');
        if (service == "krbtgt" || (slash > 0 && MachineServices.Contains(service[..slash]))) return;
        var record = sources.Touch(flow, given.Started);
        if (Encryption.IsRc4(given.TicketEncryption)) record.Note(Trace.Roasted, service);
        record.Note(Trace.Harvested, service);
        if (given.ClientName is not { } client) return;
        if (habits.IsNewService(client, service, given.Started)) record.Note(Trace.NewService, service);
        habits.ForService(client, service, given.Started);
    }

    private void OnShown(ulong? shown, KerberosEvent kerberos, FlowIdentity flow, Sources sources)
    {
        if (shown is not { } mark || kerberos.Success is false || _tickets.OwnerOf(mark) is not { } owner) return;
        var kin = hosts.Of(owner, flow.Originator);
        if (kin == Kinship.One) return;
        var isFirst = kerberos.RequestType == "TGS";
        var what = isFirst ? $"the first ticket of {owner}{(kerberos.ClientName is { } client ? $" ({client})" : string.Empty)}" : $"the ticket of {owner} for {kerberos.ServiceName}";
        sources.Touch(flow, kerberos.Started).Note(kin == Kinship.Perhaps ? Trace.ForeignPerhaps : isFirst ? Trace.ForeignFirst : Trace.ForeignService, what);
    }
}
