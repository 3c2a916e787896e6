using NetSensor.Analyzers.Credentials;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>A detector of attacks on credentials with hosts that a test names, and a restart that forgets nothing.</summary>
internal sealed class CredentialStories : IDetectionSink, IHostDirectory
{
    public const string Controller = "10.0.0.1";
    public const int Rc4 = 23, Aes = 18;

    private readonly Dictionary<IpAddr, string> _names = [];
    private CredentialDetector _detector;

    public CredentialStories() => _detector = new CredentialDetector(new CredentialOptions(), new DetectorContext { Hosts = this });

    public List<Detection> Found { get; } = [];

    public long Evictions => _detector.Evictions;

    /// <summary>The techniques told so far, each once.</summary>
    public IReadOnlyList<string> Techniques => [.. Found.Select(finding => finding.Techniques[0].Id).Distinct().Order(StringComparer.Ordinal)];

    public CredentialStories Is(string address, string name)
    {
        _names[IpAddr.Parse(address)] = name;
        return this;
    }

    /// <summary>A first ticket is given.</summary>
    public void FirstTicket(string source, string client, double at, ulong mark, int reply = Aes, int ticket = Aes, int[]? offered = null) => Emit(new KerberosEvent
    {
        Started = At(at), Carrier = "krb", RequestType = "AS", ClientName = client, ClientRealm = "CORP", ServiceName = "krbtgt/CORP", ServiceRealm = "CORP", Success = true, IsPreAuthenticated = true,
        OfferedEncryption = offered ?? [18, 17, 23], ReplyEncryption = reply, TicketEncryption = ticket, TicketMark = mark, PreAuthentication = [2, 128],
    }, source, Controller, 88, at);

    /// <summary>A ticket for a service is given for a first ticket that is shown.</summary>
    public void ServiceTicket(string source, string service, double at, ulong shown, ulong mark, int shownEncryption = Aes, uint options = 0, string shownRealm = "CORP") => Emit(new KerberosEvent
    {
        Started = At(at), Carrier = "krb", RequestType = "TGS", ClientName = "bob", ServiceName = service, ServiceRealm = "CORP", Success = true, TicketEncryption = Aes, TicketMark = mark,
        ShownTicketMark = shown, ShownTicketEncryption = shownEncryption, ShownTicketRealm = shownRealm, Options = options,
    }, source, Controller, 88, at);

    /// <summary>A ticket is shown to a service.</summary>
    public void Show(string source, string target, double at, ulong mark) => Emit(new KerberosEvent
    {
        Started = At(at), Carrier = "smb", RequestType = "AP", ServiceName = "cifs/files", Success = true, TicketEncryption = Aes, TicketMark = mark,
    }, source, target, 445, at);

    /// <summary>A log-on with NTLM.</summary>
    public void Ntlm(string source, string target, string user, double at, ulong challenge = 0, string carrier = "smb", string? serverName = null, bool success = true) => Emit(new NtlmEvent
    {
        Started = At(at), Carrier = carrier, User = user, Domain = "CORP", Success = success, ServerChallenge = challenge, ServerNetBiosComputer = serverName,
    }, source, target, 445, at);

    public void Emit(SensorEvent happened, string source, string target, ushort port, double at)
    {
        happened.Stamp(At(at), FlowIdentities.Of(source, target, port, At(at)), 0);
        _detector.OnEvent(happened, this);
    }

    public void Tick(double at) => _detector.OnTick(At(at), this);

    /// <summary>Goes on with a fresh detector that was told what this one keeps.</summary>
    public void Restart()
    {
        var memory = new KeptMemory();
        _detector.Save(memory);
        _detector = new CredentialDetector(new CredentialOptions(), new DetectorContext { Hosts = this });
        memory.TellTo(_detector);
    }

    public void Recall(string key, string value) => _detector.Recall(key, System.Text.Encoding.UTF8.GetBytes(value));

    void IDetectionSink.Report(Detection detection) => Found.Add(detection);

    public HostIdentity? Find(IpAddr address) => _names.TryGetValue(address, out var name) ? new HostIdentity { DeviceId = name, Name = name, Address = address } : null;

    public HostIdentity? FindAt(IpAddr address, Timestamp at) => Find(address);

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);
}
