using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols;

/// <summary>Protocols are named by what they say, when they have proven it, and by nothing else.</summary>
public sealed class RecognitionTests
{
    private static readonly byte[] TlsRecord = [0x16, 3, 1];

    private static (List<string> Services, long Upgrades) Run(Transport transport, ushort port, params FuzzSeed[] talks)
    {
        var pool = new PayloadPool(ProtocolCatalog.All);
        var flow = Heard.FlowTo(transport, port);
        var payload = pool.Rent();
        foreach (var (direction, bytes) in talks.SelectMany(talk => talk.Turns))
            if (transport == Transport.Udp) payload.Datagram(direction, bytes, bytes.Length, flow);
            else payload.Deliver(direction, bytes, flow);
        payload.Close(flow);
        return (flow.Services, pool.Counters.Upgrades);
    }

    private static void Names(string services, Transport transport, ushort port, FuzzSeed talk) =>
        Assert.Equal(services, string.Join(',', Run(transport, port, talk).Services));

    private static void NamesAndUpgrades(string service, ushort port, FuzzSeed talk)
    {
        var (services, upgrades) = Run(Transport.Tcp, port, talk);
        Assert.Equal([service], services);
        Assert.Equal(1, upgrades);
    }

    // ---- mail and text

    [Fact]
    public void Smtp_is_named_by_a_command_behind_the_greeting() =>
        Names("smtp", Transport.Tcp, 25, FuzzSeed.Text("< 220 mail.example", "> EHLO a"));

    [Fact]
    public void Smtp_on_another_port_is_named_by_its_hello() =>
        Names("smtp", Transport.Tcp, 4711, FuzzSeed.Text("< 220 mail.example", "> EHLO a", "< 250 b"));

    [Fact]
    public void A_greeting_alone_is_not_smtp() => Names("", Transport.Tcp, 25, FuzzSeed.Text("< 220 mail.example"));

    [Fact]
    public void Smtp_turns_to_tls_when_the_server_agrees() =>
        NamesAndUpgrades("smtp", 587, FuzzSeed.Text("< 220 m", "> EHLO a", "< 250-m", "< 250 STARTTLS", "> STARTTLS", "< 220 go"));

    [Fact]
    public void Smtp_does_not_turn_to_tls_when_the_server_refuses()
    {
        var (_, upgrades) = Run(Transport.Tcp, 25, FuzzSeed.Text("< 220 m", "> EHLO a", "< 250 m", "> STARTTLS", "< 454 no", "> NOOP", "< 220 no matter"));
        Assert.Equal(0, upgrades);
    }

    [Fact]
    public void Words_of_a_mail_are_no_commands()
    {
        var (_, upgrades) = Run(Transport.Tcp, 25, FuzzSeed.Text(
            "< 220 m", "> EHLO a", "< 250 m", "> DATA", "< 354 go", "> STARTTLS", "> .", "< 220 not an answer to it"));
        Assert.Equal(0, upgrades);
    }

    [Fact]
    public void Chunks_of_a_mail_pass_unseen()
    {
        var (_, upgrades) = Run(Transport.Tcp, 25, FuzzSeed.Text(
            "< 220 m", "> EHLO a", "< 250 m", "> BDAT 10 LAST", "> STARTTLS", "< 250 ok", "> NOOP", "< 220 not an answer to it"));
        Assert.Equal(0, upgrades);
    }

    [Fact]
    public void Pipelined_commands_are_answered_in_their_order() =>
        NamesAndUpgrades("smtp", 25, FuzzSeed.Text("< 220 m", "> EHLO a", "> STARTTLS", "< 250 m", "< 220 go"));

    [Fact]
    public void A_server_without_reply_codes_is_not_smtp() =>
        Names("", Transport.Tcp, 25, FuzzSeed.Text("< 220 m", "> EHLO a", "< what"));

    [Fact]
    public void Ftp_is_named_by_a_command() => Names("ftp", Transport.Tcp, 21, FuzzSeed.Text("< 220 FTP", "> USER a", "< 331 b"));

    [Fact]
    public void Ftp_on_another_port_is_named_by_greeting_and_login() =>
        Names("ftp", Transport.Tcp, 4711, FuzzSeed.Text("< 220 a", "> USER a", "< 331 b", "> PASS c", "< 230 d"));

    [Fact]
    public void Ftp_turns_to_tls() => NamesAndUpgrades("ftp", 21, FuzzSeed.Text("< 220 FTP", "> AUTH TLS", "< 234 go"));

    [Fact]
    public void A_server_that_leaves_out_reply_codes_is_not_ftp() =>
        Names("", Transport.Tcp, 21, FuzzSeed.Text("< 220 FTP", "> USER a", "< password please"));

    [Fact]
    public void Imap_turns_to_tls() =>
        NamesAndUpgrades("imap", 143, FuzzSeed.Text("< * OK ready", "> a STARTTLS", "< a OK begin"));

    [Fact]
    public void Another_tag_is_no_answer_to_starttls()
    {
        var (_, upgrades) = Run(Transport.Tcp, 143, FuzzSeed.Text("< * OK ready", "> a STARTTLS", "< b OK begin"));
        Assert.Equal(0, upgrades);
    }

    [Fact]
    public void Pop3_turns_to_tls() => NamesAndUpgrades("pop3", 110, FuzzSeed.Text("< +OK", "> CAPA", "< +OK", "< .", "> STLS", "< +OK"));

    [Fact]
    public void Xmpp_turns_to_tls() => NamesAndUpgrades("xmpp", 5222, FuzzSeed.Text(
        "> <stream:stream xmlns='jabber:client'>", "< <stream:stream xmlns='jabber:client'><stream:features/>", "> <starttls/>", "< <proceed/>"));

    [Fact]
    public void Irc_is_named_when_a_registration_is_answered()
    {
        Names("irc", Transport.Tcp, 6667, FuzzSeed.Text("> NICK a", "> USER a 0 * :b", "< :s 001 a :hello"));
        Names("", Transport.Tcp, 6667, FuzzSeed.Text("> NICK a", "> USER a 0 * :b"));
    }

    [Fact]
    public void Finger_is_named_on_its_port_only()
    {
        Names("finger", Transport.Tcp, 79, FuzzSeed.Text("> root", "< nobody"));
        Names("", Transport.Tcp, 4711, FuzzSeed.Text("> root", "< nobody"));
    }

    [Fact]
    public void Sip_is_named_by_an_answer()
    {
        Names("sip", Transport.Udp, 5060, FuzzSeed.Text("> OPTIONS sip:b@example SIP/2.0", "< SIP/2.0 200 OK"));
        Names("", Transport.Udp, 5060, FuzzSeed.Text("> OPTIONS sip:b@example SIP/2.0"));
    }

    // ---- shells and screens

    [Fact]
    public void Ssh_is_named_when_the_key_exchange_ends()
    {
        Names("ssh", Transport.Tcp, 2222, FuzzSeed.Talk(Samples.SshBanner, Samples.SshBanner, Samples.SshKeyExchange));
        Names("", Transport.Tcp, 22, FuzzSeed.Talk(Samples.SshBanner, Samples.SshBanner));
    }

    [Fact]
    public void Ssh_version_one_ends_its_exchange_with_a_session_key() => Names("ssh", Transport.Tcp, 22, FuzzSeed.Talk(
        "SSH-1.5-c\n"u8.ToArray(), "SSH-1.99-s\n"u8.ToArray(), [0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 3, 0, 0, 0, 0, 0, 0, 0, 0]));

    [Fact]
    public void Rfb_is_named_by_the_clients_version()
    {
        Names("rfb", Transport.Tcp, 5900, new FuzzSeed([(Direction.FromResponder, "RFB 003.008\n"u8.ToArray()), (Direction.FromOriginator, "RFB 003.003\n"u8.ToArray())]));
        Names("", Transport.Tcp, 5900, FuzzSeed.Server("RFB 003.008\n"u8.ToArray()));
    }

    [Fact]
    public void Rdp_that_turns_to_tls_is_named_by_that()
    {
        var opening = FuzzSeed.Talk(Samples.RdpRequest, Samples.RdpConfirm(protocol: 2));
        Names("", Transport.Tcp, 3389, new FuzzSeed([.. opening.Turns, (Direction.FromOriginator, TlsRecord)]));
        Names("ssl", Transport.Tcp, 3389, new FuzzSeed([.. opening.Turns, .. Tls.TlsConversations.Full12.Turns]));
    }

    [Fact]
    public void Rdp_with_its_own_encryption_is_named_by_the_clients_connect() =>
        Names("rdp", Transport.Tcp, 3389, FuzzSeed.Talk(Samples.RdpRequest, Samples.RdpConfirm(protocol: 0), Samples.RdpClientConnect));

    [Fact]
    public void Rdp_over_udp_is_named_by_the_answer() => Names("rdpeudp", Transport.Udp, 3389, FuzzSeed.Talk(Samples.RdpUdpSyn, Samples.RdpUdpSynAck));

    // ---- Windows networks

    [Fact]
    public void Smb_is_named_with_what_authenticates_in_it()
    {
        Names("smb,gssapi,ntlm", Transport.Tcp, 445, FuzzSeed.Talk(Samples.Smb2Negotiate, Samples.Smb2NegotiateAnswer));
        Names("gssapi,krb,smb", Transport.Tcp, 445, FuzzSeed.Talk(Samples.Smb2SessionSetup(Samples.SpnegoKerberos), Samples.Smb2SessionSetupAnswer));
        Names("gssapi,ntlm,smb", Transport.Tcp, 139, FuzzSeed.Talk(Samples.Smb1SessionSetup(Samples.SpnegoNtlm), Samples.Smb2SessionSetupAnswer));
    }

    [Fact]
    public void Rpc_over_a_pipe_of_smb_is_named() =>
        Names("smb,gssapi,dce_rpc,ntlm", Transport.Tcp, 445, new FuzzSeed(
            [(Direction.FromResponder, Samples.Smb2SessionSetupAnswer), (Direction.FromOriginator, Samples.Smb2Write(Samples.DceBind))]));

    [Fact]
    public void Rpc_is_named_with_what_authenticates_in_it() => Names("dce_rpc,ntlm", Transport.Tcp, 49664, FuzzSeed.Client(Samples.DceBind));

    [Fact]
    public void Signatures_of_requests_tell_kerberos_from_ntlm_under_spnego()
    {
        Names("dce_rpc,gssapi", Transport.Tcp, 135, FuzzSeed.Client(Samples.DceRequest(signature: [4, 4, 5, 0xff, 0, 0, 0, 0])));
        Names("dce_rpc", Transport.Tcp, 135, FuzzSeed.Client(Samples.DceRequest(signature: [1, 0, 0, 0, 0, 0, 0, 0])));
    }

    [Fact]
    public void An_answer_alone_is_not_rdp_over_udp() => Names("", Transport.Udp, 3389, FuzzSeed.Server(Samples.RdpUdpSynAck));

    [Fact]
    public void Kerberos_is_named_on_both_transports()
    {
        Names("krb_tcp", Transport.Tcp, 88, FuzzSeed.Client(Samples.KerberosRecord));
        Names("krb", Transport.Udp, 88, FuzzSeed.Client(Samples.KerberosRequest));
    }

    [Fact]
    public void Ldap_is_named_on_both_transports()
    {
        Names("ldap_tcp", Transport.Tcp, 389, FuzzSeed.Client(Samples.LdapBind));
        Names("ldap_udp", Transport.Udp, 389, FuzzSeed.Client(Samples.LdapBind));
    }

    // ---- infrastructure

    [Fact]
    public void Dhcp_is_named() => Names("dhcp", Transport.Udp, 67, FuzzSeed.Client(Samples.DhcpDiscover));

    [Theory]
    [InlineData(48, "ntp")]
    [InlineData(68, "ntp")]        // with an MD5 digest
    [InlineData(120, "")]          // [MS-SNTP]'s extended authenticator, which RFC 5905 does not know
    [InlineData(47, "")]
    public void Ntp_is_named_when_its_length_fits(int length, string expected) => Names(expected, Transport.Udp, 123, FuzzSeed.Client(Samples.Ntp(length)));

    [Fact]
    public void Snmp_is_named_by_an_answer()
    {
        Names("snmp", Transport.Udp, 161, FuzzSeed.Talk(Samples.SnmpGet, Samples.SnmpGet));
        Names("", Transport.Udp, 162, FuzzSeed.Client(Samples.SnmpGet));
    }

    [Fact]
    public void Radius_and_syslog_are_named_on_their_ports()
    {
        Names("radius", Transport.Udp, 1812, FuzzSeed.Client(Samples.RadiusAccess));
        Names("", Transport.Udp, 4711, FuzzSeed.Client(Samples.RadiusAccess));
        Names("syslog", Transport.Udp, 514, FuzzSeed.Text("> <34>hello"));
    }

    [Fact]
    public void Behind_socks_the_tunnelled_protocol_is_found()
    {
        var smtp = FuzzSeed.Text("< 220 mail", "> EHLO a", "< 250 b");
        var noLogin = FuzzSeed.Talk([5, 1, 0], [5, 0], Samples.Socks5Connect, Samples.Socks5Granted);
        Assert.Equal(["socks", "smtp"], Run(Transport.Tcp, 1080, noLogin, smtp).Services);
        var version4 = FuzzSeed.Talk([4, 1, 0, 80, 1, 2, 3, 4, (byte)'a', 0], [0, 0x5a, 0, 80, 1, 2, 3, 4]);
        Assert.Equal(["socks", "smtp"], Run(Transport.Tcp, 4711, version4, smtp).Services);
    }

    [Fact]
    public void A_refused_socks_request_ends_there()
    {
        var refused = FuzzSeed.Talk([5, 1, 0], [5, 0], Samples.Socks5Connect, [5, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
        var (services, upgrades) = Run(Transport.Tcp, 1080, refused);
        Assert.Equal(["socks"], services);
        Assert.Equal(0, upgrades);
    }

    [Fact]
    public void Mysql_is_named_by_a_login_and_turns_to_tls()
    {
        Names("mysql", Transport.Tcp, 3306, new FuzzSeed([(Direction.FromResponder, Samples.MySqlGreeting), (Direction.FromOriginator, Samples.MySqlLogin)]));
        NamesAndUpgrades("mysql", 3306, new FuzzSeed([(Direction.FromResponder, Samples.MySqlGreeting), (Direction.FromOriginator, Samples.MySqlTlsRequest)]));
        Names("", Transport.Tcp, 3306, FuzzSeed.Server(Samples.MySqlGreeting));
    }

    [Fact]
    public void Mqtt_modbus_and_dnp3_are_named()
    {
        Names("mqtt", Transport.Tcp, 1883, FuzzSeed.Client(Samples.MqttConnect));
        Names("modbus", Transport.Tcp, 502, FuzzSeed.Client([0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2]));
        Names("dnp3_tcp", Transport.Tcp, 20000, FuzzSeed.Client(Samples.Dnp3Request));
        Names("dnp3_udp", Transport.Udp, 20000, FuzzSeed.Client(Samples.Dnp3Request));
    }

    // ---- all of them

    public static IEnumerable<object[]> Seeds() =>
        FuzzTargets.All.SelectMany(target => target.Seeds.Select((_, index) => new object[] { target.ToString(), index })).DistinctBy(row => (row[0], row[1]));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_prefix_of_a_conversation_names_nothing_that_the_whole_does_not(string name, int index)
    {
        var target = FuzzTargets.All.First(candidate => candidate.ToString() == name);
        var port = target.Protocol.LikelyPorts.Count > 0 ? target.Protocol.LikelyPorts[0] : (ushort)4711;
        var whole = target.Seeds[index];
        var named = Run(target.Protocol.Transport, port, whole).Services;
        for (var turn = 0; turn < whole.Turns.Count; turn++)
            for (var length = 0; length < whole.Turns[turn].Bytes.Length; length++)
            {
                var prefix = new FuzzSeed([.. whole.Turns.Take(turn), (whole.Turns[turn].Direction, whole.Turns[turn].Bytes[..length])]);
                Assert.Subset(named.ToHashSet(), Run(target.Protocol.Transport, port, prefix).Services.ToHashSet());
            }
    }
}
