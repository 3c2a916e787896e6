using NetSensor.Analyzers.Credentials;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class CredentialDetectorTests : IDetectionSink
{
    private const int PreAuthenticationFailed = 24, UnknownPrincipal = 6, PreAuthenticationRequired = 25, Rc4 = 23, Aes256 = 18;

    private readonly List<Detection> _found = [];
    private readonly CredentialDetector _detector = new(new CredentialOptions(), new DetectorContext());

    void IDetectionSink.Report(Detection detection) => _found.Add(detection);

    [Fact]
    public void Five_accounts_refused_are_a_spray()
    {
        for (var i = 0; i < 5; i++) Kerberos($"user{i}/CORP", PreAuthenticationFailed, i);
        Assert.Equal(["T1110.003"], Techniques());
    }

    [Fact]
    public void Names_that_do_not_exist_are_an_enumeration_too()
    {
        for (var i = 0; i < 6; i++) Kerberos($"user{i}/CORP", UnknownPrincipal, i);
        Assert.Equal(["T1087.002", "T1110.003"], Techniques());
    }

    [Fact]
    public void The_first_refusal_of_every_log_on_is_no_failure()
    {
        for (var i = 0; i < 50; i++) Kerberos($"user{i}/CORP", PreAuthenticationRequired, i);
        Assert.Empty(Techniques());
    }

    [Fact]
    public void A_guess_that_was_right_is_named()
    {
        for (var i = 0; i < 12; i++) Ntlm("alice", success: false, i);
        Ntlm("alice", success: true, 13);
        Assert.Equal(["T1110.001"], Techniques());
        Assert.Equal(Severity.High, _found[0].Severity);
        Assert.Equal(["alice"], _found[0].Accounts);
    }

    [Fact]
    public void Refusals_that_are_an_hour_apart_do_not_add_up()
    {
        for (var i = 0; i < 20; i++) Ntlm("alice", success: false, i * 3600);
        Assert.Empty(Techniques());
    }

    [Fact]
    public void Weak_tickets_for_services_of_accounts_are_a_harvest_and_for_machines_they_are_not()
    {
        foreach (var service in new[] { "cifs/files", "host/files", "FILES$", "krbtgt/CORP" }) Ticket(service, Rc4);
        foreach (var service in new[] { "MSSQLSvc/db1", "Web/www", "App/one" }) Ticket(service, Aes256);
        Assert.Empty(Techniques());
        foreach (var service in new[] { "MSSQLSvc/db1", "Web/www", "App/one" }) Ticket(service, Rc4);
        Assert.Equal(["T1558.003"], Techniques());
        Assert.Equal(Severity.High, _found[0].Severity);
    }

    [Fact]
    public void A_reply_without_proof_can_be_cracked()
    {
        Emit(new KerberosEvent { Started = At(0), Carrier = "krb", RequestType = "AS", ClientName = "svc", Success = true, OfferedEncryption = [18, 23] }, 0);
        Assert.Equal(["T1558.004"], Techniques());
    }

    [Fact]
    public void Windows_offers_several_kinds_of_encryption_and_tools_offer_one()
    {
        Emit(new KerberosEvent { Started = At(0), Carrier = "krb", RequestType = "AS", ClientName = "bob", Success = true, IsPreAuthenticated = true, OfferedEncryption = [18, 17, 23] }, 0);
        Assert.Empty(Techniques());
        Emit(new KerberosEvent { Started = At(1), Carrier = "krb", RequestType = "AS", ClientName = "bob", Success = true, IsPreAuthenticated = true, OfferedEncryption = [18] }, 1);
        Assert.Equal(["T1550.002"], Techniques());
    }

    [CorpusTheory]
    [InlineData("pcap-attack/CredAccess/CA_kerbrute_passwordspray_kerberos_AS-REQ.pcapng", "172.16.66.1", "T1110.003")]
    [InlineData("mordor/datasets/small/windows/lateral_movement/network/purplesharp_ad_playbook_I.zip_x/purplesharp_ad_playbook_I_2020-10-22042947.cap", "172.18.39.5", "T1558.003")]
    [InlineData("elcabezzonn/over-pass-the-hash-mimikatz.pcap", "10.0.0.3", "T1550.002")]
    [InlineData("mordor/datasets/small/windows/credential_access/network/empire_shell_rubeus_asktgt_ptt.zip_x/empire_shell_rubeus_asktgt_ptt_2020-09-21223848.cap", "172.18.39.6", "T1550.002")]
    [InlineData("slips/dataset/test19-malicious-ssh/malicious-ssh-bruteforce.pcap", "147.32.80.40", "T1110.001")]
    public void A_real_attack_is_told_with_its_technique(string capture, string source, string technique)
    {
        var findings = Replay.Run([Path.Combine(Corpus.Folder!, capture)], new ReplayOptions(), new MemoryLogs()).Findings;
        Assert.Contains((source, technique), findings.Where(found => found.Detector == "credentials").Select(found => (found.Source.ToString(), found.Techniques[0].Id)));
    }

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);

    private void Kerberos(string client, int error, double time) =>
        Emit(new KerberosEvent { Started = At(time), Carrier = "krb", RequestType = "AS", ClientName = client, Success = false, ErrorCode = error }, time);

    private void Ticket(string service, int encryption) =>
        Emit(new KerberosEvent { Started = At(0), Carrier = "krb", RequestType = "TGS", ClientName = "bob", ServiceName = service, Success = true, TicketEncryption = encryption }, 0);

    private void Ntlm(string user, bool success, double time) =>
        Emit(new NtlmEvent { Started = At(time), Carrier = "smb", User = user, Success = success }, time);

    private void Emit(SensorEvent happened, double time)
    {
        happened.Stamp(At(time), FlowIdentities.Of("10.0.0.5", "10.0.0.1", 88, At(time)), 0);
        _detector.OnEvent(happened, this);
    }

    private List<string> Techniques()
    {
        _found.Clear();
        _detector.OnTick(At(100_000), this);
        return [.. _found.SelectMany(finding => finding.Techniques).Select(technique => technique.Id).Order(StringComparer.Ordinal)];
    }
}
