using NetSensor.Events;

namespace NetSensor.Tests.Analyzers;

/// <summary>Tickets, keys and log-ons of others.</summary>
public sealed class CredentialTicketTests
{
    private const string Alice = "10.0.0.5", Mallory = "10.0.0.66", Files = "10.0.0.9", Controller = CredentialStories.Controller;
    private const int Rc4 = CredentialStories.Rc4;
    private const uint Forwarded = 0x2000_0000;
    private const double Day = 86_400;

    private readonly CredentialStories _network = new CredentialStories().Is(Alice, "alice-pc").Is(Mallory, "mallory-pc").Is(Files, "files");

    [Fact]
    public void A_first_ticket_that_another_host_shows_was_stolen()
    {
        _network.FirstTicket(Alice, "alice", 0, mark: 7);
        _network.ServiceTicket(Alice, "cifs/files", 1, shown: 7, mark: 8);
        _network.Show(Alice, Files, 2, mark: 8);
        _network.Tick(60);
        Assert.Empty(_network.Found);
        _network.ServiceTicket(Mallory, "cifs/files", 100, shown: 7, mark: 9);
        _network.Tick(160);
        var finding = Assert.Single(_network.Found);
        Assert.Equal(("T1550.003", Severity.High, Mallory), (finding.Techniques[0].Id, finding.Severity, finding.Source.ToString()));
        Assert.Contains("the first ticket of 10.0.0.5", finding.Reason);
    }

    [Fact]
    public void Places_of_an_account_that_make_room_are_counted()
    {
        for (var host = 0; host < 20; host++) _network.Ntlm($"10.0.1.{host}", Files, "alice", host);
        Assert.Equal(4, _network.Evictions); // of 20 places 16 have room
    }

    [Fact]
    public void A_ticket_for_a_service_that_another_host_shows_weighs_less()
    {
        _network.ServiceTicket(Alice, "cifs/files", 1, shown: 7, mark: 8);
        _network.Show(Mallory, Files, 100, mark: 8);
        _network.Tick(160);
        Assert.Equal(("T1550.003", Severity.Medium), (Assert.Single(_network.Found).Techniques[0].Id, _network.Found[0].Severity));
    }

    [Fact]
    public void A_ticket_that_was_asked_for_in_order_to_be_forwarded_is_shown_by_the_service()
    {
        _network.ServiceTicket(Alice, "krbtgt/CORP", 1, shown: 7, mark: 8, options: Forwarded);
        _network.ServiceTicket(Files, "cifs/other", 100, shown: 8, mark: 9);
        _network.Tick(160);
        Assert.Empty(_network.Found);
    }

    [Theory]
    [InlineData("10.0.0.77", "alice-pc", 0)]       // the same host under another address
    [InlineData("fe80::5", null, 0)]               // the other version of IP, of which nothing is known
    [InlineData("10.0.0.78", null, 1)]             // an address of which nothing is known: perhaps a host that came back
    public void A_host_with_two_addresses_is_not_accused(string address, string? name, int lowFindings)
    {
        if (name is not null) _network.Is(address, name);
        _network.FirstTicket(Alice, "alice", 0, mark: 7);
        _network.ServiceTicket(address, "cifs/files", 100, shown: 7, mark: 9);
        _network.Tick(160);
        Assert.Equal(lowFindings, _network.Found.Count);
        Assert.All(_network.Found, finding => Assert.Equal(Severity.Low, finding.Severity));
    }

    [Fact]
    public void A_first_ticket_of_RC4_at_a_controller_that_makes_them_of_AES_was_made_by_somebody_else_but_one_of_another_realm_was_not()
    {
        _network.FirstTicket(Alice, "alice", 0, mark: 7);
        _network.ServiceTicket(Alice, "cifs/files", 5, shown: 99, mark: 8, shownEncryption: Rc4, shownRealm: "PARTNER");
        _network.Tick(60);
        Assert.Empty(_network.Found);
        _network.ServiceTicket(Mallory, "cifs/files", 100, shown: 100, mark: 9, shownEncryption: Rc4);
        _network.Tick(160);
        Assert.Equal(("T1558.001", Severity.High), (Assert.Single(_network.Found).Techniques[0].Id, _network.Found[0].Severity));
    }

    [Fact]
    public void An_account_that_never_had_AES_is_a_hint_and_accounts_that_lose_it_are_a_skeleton_key()
    {
        foreach (var (account, number) in new[] { ("alice", 1), ("bob", 2) }) _network.FirstTicket(Alice, account, number, mark: (ulong)number);
        _network.FirstTicket(Alice, "oldservice", 10, mark: 3, reply: Rc4);
        _network.Tick(60);
        Assert.Equal((Severity.Low, Controller), (Assert.Single(_network.Found).Severity, _network.Found[0].Source.ToString()));
        foreach (var (account, number) in new[] { ("alice", 11), ("bob", 12) }) _network.FirstTicket(Alice, account, 100 + number, mark: (ulong)number, reply: Rc4);
        _network.Tick(160);
        Assert.Equal(("T1556.001", Severity.High), (_network.Found[^1].Techniques[0].Id, _network.Found[^1].Severity));
    }

    [Fact]
    public void A_realm_that_speaks_RC4_only_is_left_alone()
    {
        _network.FirstTicket(Alice, "alice", 0, mark: 1, reply: Rc4, ticket: Rc4);
        _network.Tick(60);
        Assert.Empty(_network.Found);
    }

    [Fact]
    public void A_challenge_that_is_passed_on_is_a_relay_and_over_two_protocols_there_is_no_doubt()
    {
        _network.Ntlm(Mallory, Files, "alice", 1, challenge: 0xC0FFEE, carrier: "ldap");
        _network.Ntlm(Alice, Mallory, "alice", 2, challenge: 0xC0FFEE, carrier: "smb");
        _network.Tick(60);
        var finding = Assert.Single(_network.Found);
        Assert.Equal(("T1557.001", Severity.High, Mallory), (finding.Techniques[0].Id, finding.Severity, finding.Source.ToString()));
        Assert.Contains("alice of 10.0.0.5 to 10.0.0.9", finding.Reason);
    }

    [Fact]
    public void A_web_proxy_passes_log_ons_on_and_is_told_as_low_once()
    {
        for (var visitor = 0; visitor < 8; visitor++)
        {
            _network.Ntlm($"10.0.1.{visitor}", "10.0.0.80", "user", visitor, challenge: 100 + (ulong)visitor, carrier: "http");
            _network.Ntlm("10.0.0.80", Files, "user", visitor + 0.1, challenge: 100 + (ulong)visitor, carrier: "http");
            _network.Tick(60 * visitor);
        }
        Assert.All(_network.Found, finding => Assert.Equal(Severity.Low, finding.Severity));
        Assert.True(_network.Found.Count is 1 or 2);
    }

    [Fact]
    public void The_same_challenge_before_and_behind_a_translation_of_addresses_is_one_log_on()
    {
        _network.Ntlm(Alice, Files, "alice", 1, challenge: 5);
        _network.Ntlm("192.0.2.1", Files, "alice", 1.001, challenge: 5);
        _network.Tick(60);
        Assert.Empty(_network.Found);
    }

    [Fact]
    public void A_machine_that_logs_on_from_another_host_was_coerced_and_from_its_own_it_was_not()
    {
        _network.Ntlm(Alice, Files, "alice", 0, serverName: "FILES");
        _network.Ntlm(Files, Controller, "FILES$", 10);
        _network.Tick(60);
        Assert.Empty(_network.Found);
        _network.Ntlm(Mallory, Controller, "FILES$", 100);
        _network.Tick(160);
        Assert.Equal(("T1557.001", Severity.High, Mallory), (Assert.Single(_network.Found).Techniques[0].Id, _network.Found[0].Severity, _network.Found[0].Source.ToString()));
    }

    [Fact]
    public void Machines_refused_over_netlogon_are_a_spray_and_one_with_a_broken_trust_is_not()
    {
        for (var i = 0; i < 30; i++) Channel("PC1$", i);
        _network.Tick(60);
        Assert.Empty(_network.Found);
        for (var i = 2; i < 7; i++) Channel($"PC{i}$", 60 + i);
        _network.Tick(160);
        Assert.Equal(["T1110.003"], _network.Techniques);
    }

    [Fact]
    public void Who_asks_the_directory_for_many_accounts_without_logging_on_wants_to_know_which_exist()
    {
        for (var i = 0; i < 6; i++)
            _network.Emit(new LdapSearchEvent { Started = default, MessageId = 1, Scope = "base", Filter = $"(&(NtVer=0x06)(User=user{i}))", Attributes = ["NetLogon"] }, Mallory, Controller, 389, i);
        for (var i = 0; i < 6; i++)
            _network.Emit(new LdapSearchEvent { Started = default, MessageId = 1, Scope = "base", Filter = $"(&(NtVer=0x06)(User=PC{i}$))", Attributes = ["NetLogon"] }, Alice, Controller, 389, i);
        _network.Tick(60);
        Assert.Equal(("T1087.002", Mallory), (Assert.Single(_network.Found).Techniques[0].Id, _network.Found[0].Source.ToString()));
    }

    [Fact]
    public void An_account_asked_for_with_one_key_weighs_more_where_it_never_worked_before()
    {
        var risks = new List<int>();
        foreach (var isKnown in new[] { false, true })
        {
            var network = new CredentialStories();
            for (var day = 0; day < 4; day++) network.FirstTicket(Alice, isKnown ? "alice" : "other", day * Day, mark: (ulong)day);
            network.FirstTicket(Mallory, "alice", 5 * Day, mark: 50, reply: Rc4, offered: [Rc4]);
            network.Tick(5 * Day + 60);
            risks.Add(network.Found.Single(finding => finding.Techniques[0].Id == "T1550.002").Risk);
        }
        Assert.Equal(risks[0] + 35, risks[1]); // AES elsewhere 20, a new place 15
    }

    private void Channel(string account, double at) => _network.Emit(new DceRpcCallEvent
    {
        Started = default, Opnum = 26, Endpoint = "netlogon", Operation = "NetrServerAuthenticate3", ReturnStatus = 0xC000_0022, Outcome = DceRpcOutcome.Answered,
        Arguments = [new DceRpcArgument("account", account)],
    }, Mallory, Controller, 49_700, at);
}
