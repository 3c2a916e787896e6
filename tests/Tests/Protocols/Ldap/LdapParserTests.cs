using NetSensor.Events;
using NetSensor.Tests.Protocols.Gssapi;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Ldap.LdapMessages;

namespace NetSensor.Tests.Protocols.Ldap;

public sealed class LdapParserTests
{
    internal static readonly FuzzSeed Talk = new(
    [
        (Direction.FromOriginator, SimpleBind(1, "cn=reader,dc=example,dc=org", "secret")), (Direction.FromResponder, BindAnswer(1, 0)),
        (Direction.FromOriginator, Search(2, "dc=example,dc=org", 2, Equal("uid", "bob"), "cn", "mail")),
        (Direction.FromResponder, [.. Entry(2, "uid=bob,dc=example,dc=org"), .. Entry(2, "uid=bob,ou=old,dc=example,dc=org")]), (Direction.FromResponder, Answer(2, 0x65, 0)),
        (Direction.FromOriginator, Unbind(3)),
    ]);

    internal static readonly FuzzSeed SealedTalk = FuzzSeed.Talk(
        SaslBind(1, "GSS-SPNEGO", NtlmMessages.Negotiate), BindAnswer(1, 14, NtlmMessages.Challenge), SaslBind(2, "GSS-SPNEGO", NtlmMessages.Authenticate("D", "u", "W")),
        BindAnswer(2, 0), KerberosFrame(0, Search(7, "", 0, Samples.Tlv(0x87, "objectClass"u8.ToArray()))), KerberosFrame(1, [.. Entry(7, ""), .. Answer(7, 0x65, 0)]),
        KerberosFrame(2, new byte[100]));

    internal static readonly FuzzSeed Ping = FuzzSeed.Talk(
        Search(1, "", 0, Tlv(0xa0, Equal("DnsDomain", "example.org."), Equal("Host", "PC1"), Equal("NtVer", [0x16, 0, 0, 0x20])), "Netlogon"),
        [.. Entry(1, ""), .. Answer(1, 0x65, 0)]);

    [Fact]
    public void A_session_tells_bind_search_and_unbind()
    {
        var flow = Heard.Of(Transport.Tcp, 389, Talk);
        Assert.Equal(["ldap_tcp"], flow.Services);
        var search = Assert.Single(flow.Events.OfType<LdapSearchEvent>());
        Assert.Equal(("tree", "never", "dc=example,dc=org", "(uid=bob)", 2, "success"),
            (search.Scope, search.DereferenceAliases, search.BaseObject, search.Filter, search.Entries, search.Result));
        Assert.Equal(["cn", "mail"], search.Attributes);
        Assert.Equal(["bind simple", "unbind"], flow.Events.OfType<LdapOperationEvent>().Select(told => told.Operation));
    }

    [Fact]
    public void A_password_is_never_told_but_that_there_was_one()
    {
        var flow = Heard.Of(Transport.Tcp, 389, Talk);
        var bind = flow.Events.OfType<LdapOperationEvent>().First();
        Assert.Equal(("REDACTED", 3), (bind.Argument, bind.Version));
        var login = Assert.Single(flow.Events.OfType<ClearTextLoginEvent>());
        Assert.Equal(("ldap", "simple", "cn=reader,dc=example,dc=org", true, true), (login.Service, login.Mechanism, login.User, login.PasswordSeen, login.Success));
    }

    [Fact]
    public void A_bind_without_password_is_no_login_in_clear_text() =>
        Assert.Empty(Heard.Events<ClearTextLoginEvent>(Transport.Tcp, 389, FuzzSeed.Talk(SimpleBind(1, "", ""), BindAnswer(1, 0))));

    [Fact]
    public void No_prefix_of_a_session_throws_or_tells_more_than_the_whole() => Heard.EveryPrefix<LdapOperationEvent>(Transport.Tcp, 389, Talk);

    [Fact]
    public void Windows_writes_lengths_in_four_bytes()
    {
        byte[] unbind = [0x30, 0x84, 0, 0, 0, 5, 2, 1, 9, 0x42, 0];
        Assert.Equal(9, Assert.Single(Heard.Events<LdapOperationEvent>(Transport.Tcp, 389, FuzzSeed.Client(unbind))).MessageId);
    }

    [Fact]
    public void Ntlm_inside_of_a_bind_tells_account_and_verdict_without_naming_services()
    {
        var flow = Heard.Of(Transport.Tcp, 389, FuzzSeed.Talk(
            SaslBind(1, "GSS-SPNEGO", NtlmMessages.Negotiate), BindAnswer(1, 14, NtlmMessages.Challenge),
            SaslBind(2, "GSS-SPNEGO", NtlmMessages.Authenticate("EXAMPLE", "bob", "PC1")), BindAnswer(2, 49)));
        Assert.Equal(["ldap_tcp"], flow.Services);
        var logon = Assert.Single(flow.Events.OfType<NtlmEvent>());
        Assert.Equal(("bob", "EXAMPLE", "ldap", false, "invalid credentials"), (logon.User, logon.Domain, logon.Carrier, logon.Success, logon.Status));
        Assert.Equal(@"EXAMPLE\bob", flow.Events.OfType<LdapOperationEvent>().Last().User);
    }

    [Fact]
    public void Behind_the_answer_to_StartTLS_comes_TLS()
    {
        var flow = Heard.Of(Transport.Tcp, 389, FuzzSeed.Talk(StartTls(1), Answer(1, 0x78, 0), Tls.TlsConversations.Full12.Turns[0].Bytes, Tls.TlsConversations.Full12.Turns[1].Bytes));
        Assert.Equal("1.3.6.1.4.1.1466.20037 (StartTLS)", Assert.Single(flow.Events.OfType<LdapOperationEvent>()).Object);
        Assert.Contains("ssl", flow.Services);
    }

    [Theory]
    [InlineData(12)]     // checksum first, as Windows sends it
    [InlineData(0)]      // checksum last
    public void Messages_that_Kerberos_only_signs_are_read(byte rotation)
    {
        var search = Search(7, "", 0, Samples.Tlv(0x87, "objectClass"u8.ToArray()));
        byte[] answers = [.. Entry(7, ""), .. Answer(7, 0x65, 0)];
        var told = Assert.Single(Heard.Events<LdapSearchEvent>(Transport.Tcp, 389, FuzzSeed.Talk(
            SaslBind(1, "GSS-SPNEGO", []), BindAnswer(1, 0), KerberosFrame(0, search, rotation: rotation), KerberosFrame(1, answers, rotation: rotation),
            KerberosFrame(0, Unbind(8), rotation: rotation))));
        Assert.Equal(("(objectClass=*)", 1, "success"), (told.Filter, told.Entries, told.Result));
    }

    [Fact]
    public void Messages_that_are_sealed_are_told_once()
    {
        var flow = Heard.Of(Transport.Tcp, 389, FuzzSeed.Talk(
            SaslBind(1, "GSS-SPNEGO", []), BindAnswer(1, 0), KerberosFrame(2, new byte[100]), KerberosFrame(3, new byte[100]), KerberosFrame(2, new byte[100])));
        Assert.Equal("Kerberos", Assert.Single(flow.Events.OfType<LdapSealedEvent>()).Mechanism);
        Assert.Equal(["ldap_tcp"], flow.Services);
    }

    [Fact]
    public void What_is_written_is_told_by_names_not_by_values()
    {
        var flow = Heard.Of(Transport.Tcp, 389, FuzzSeed.Talk(
            Message(5, 0x66, Text(4, "cn=pc1,dc=example,dc=org"), Tlv(0x30, Tlv(0x30, Number(0x0a, 2), Tlv(0x30, Text(4, "msDS-KeyCredentialLink"), Tlv(0x31, Text(4, "value")))))),
            Answer(5, 0x67, 50)));
        var told = Assert.Single(flow.Events.OfType<LdapOperationEvent>());
        Assert.Equal(("modify", "cn=pc1,dc=example,dc=org", "insufficient access rights"), (told.Operation, told.Object, told.Result));
        Assert.Equal(["msDS-KeyCredentialLink"], told.Attributes);
    }

    [Fact]
    public void A_ping_of_a_domain_controller_goes_over_datagrams()
    {
        var flow = Heard.Of(Transport.Udp, 389, Ping);
        Assert.Equal(["ldap_udp"], flow.Services);
        Assert.Equal("(&(&(DnsDomain=example.org.)(Host=PC1))(NtVer=0x20000016))", Assert.Single(flow.Events.OfType<LdapSearchEvent>()).Filter);
    }

    [Fact]
    public void A_gap_costs_what_was_in_it_and_no_more()
    {
        var pool = new NetSensor.Flows.Payload.PayloadPool(NetSensor.Protocols.ProtocolCatalog.All);
        var flow = Heard.FlowTo(Transport.Tcp, 389);
        var payload = pool.Rent();
        payload.Deliver(Direction.FromOriginator, SimpleBind(1, "", ""), flow);
        payload.Gap(Direction.FromOriginator, 70, flow);
        payload.Deliver(Direction.FromOriginator, "the end of something"u8, flow);
        payload.Deliver(Direction.FromOriginator, Unbind(9), flow);
        payload.Close(flow);
        Assert.Contains(flow.Events.OfType<LdapOperationEvent>(), told => told is { Operation: "unbind", MessageId: 9 });
    }
}
