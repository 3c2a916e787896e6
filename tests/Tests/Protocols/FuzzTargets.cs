using NetSensor.Events;
using NetSensor.Protocols.Bacnet;
using NetSensor.Protocols.BitTorrent;
using NetSensor.Protocols.Coap;
using NetSensor.Protocols.DceRpc;
using NetSensor.Protocols.Dhcp;
using NetSensor.Protocols.Dhcp6;
using NetSensor.Protocols.Dnp3;
using NetSensor.Protocols.Dns;
using NetSensor.Protocols.EtherNetIp;
using NetSensor.Protocols.Finger;
using NetSensor.Protocols.Ftp;
using NetSensor.Protocols.Http;
using NetSensor.Protocols.Imap;
using NetSensor.Protocols.Irc;
using NetSensor.Protocols.Kerberos;
using NetSensor.Protocols.Ldap;
using NetSensor.Protocols.Modbus;
using NetSensor.Protocols.Mqtt;
using NetSensor.Protocols.MySql;
using NetSensor.Protocols.Ntp;
using NetSensor.Protocols.PortMapping;
using NetSensor.Protocols.OpenVpn;
using NetSensor.Protocols.Pop3;
using NetSensor.Protocols.Quic;
using NetSensor.Protocols.Radius;
using NetSensor.Protocols.Rdp;
using NetSensor.Protocols.Rfb;
using NetSensor.Protocols.Rtsp;
using NetSensor.Protocols.S7;
using NetSensor.Protocols.Sip;
using NetSensor.Protocols.Smb;
using NetSensor.Protocols.Smtp;
using NetSensor.Protocols.Snmp;
using NetSensor.Protocols.Socks;
using NetSensor.Protocols.Ssh;
using NetSensor.Protocols.Stun;
using NetSensor.Protocols.Syslog;
using NetSensor.Protocols.Telnet;
using NetSensor.Protocols.Tls;
using NetSensor.Protocols.WireGuard;
using NetSensor.Protocols.Xmpp;
using NetSensor.Protocols;
using NetSensor.Protocols.NetBios;
using NetSensor.Protocols.Ssdp;
using NetSensor.Protocols.WsDiscovery;
using NetSensor.Tests.Protocols.Local;
using NetSensor.Tests.Protocols.Http;
using NetSensor.Tests.Protocols.Quic;
using NetSensor.Tests.Protocols.Rdp;
using NetSensor.Tests.Protocols.Rfb;
using NetSensor.Tests.Protocols.Ssh;
using NetSensor.Tests.Protocols.Tls;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols;

/// <summary>What the fuzz tests run: a line per protocol of the catalog, with good conversations to damage.</summary>
public static class FuzzTargets
{
    /// <summary>All targets. Those of the catalog that have no line here get random bytes.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = WithTheRestOfTheCatalog(
    [
        new FuzzTarget(DnsProtocol.OverUdp, [.. Dns.Messages.Conversations(framed: false), FuzzSeed.Client(LocalMessages.Announcement), FuzzSeed.Client(LocalMessages.Registration), FuzzSeed.Client(LocalMessages.NodeStatus)]),
        new FuzzTarget(DnsProtocol.OverTcp, Dns.Messages.Conversations(framed: true)),
        new(HttpProtocol.Descriptor, HttpSeeds.All),
        // text protocols
        new(SmtpProtocol.Descriptor,
            FuzzSeed.Text("< 220 mail.example ESMTP", "> EHLO client.example", "< 250-mail.example", "< 250 STARTTLS", "> STARTTLS", "< 220 ready", "> \u0016\u0003\u0001"),
            FuzzSeed.Text("< 220 mail", "> HELO a", "< 250 b", "> MAIL FROM:<a@b>", "< 250 ok", "> DATA", "< 354 go", "> text", "> .", "< 250 ok", "> BDAT 12 LAST", "> 0123456789"),
            FuzzSeed.Text("< 220 mail", "> EHLO a", "< 250 b", "> AUTH PLAIN AGFkYQBzZWNyZXQ=", "< 235 ok", "> MAIL FROM:<a@b>", "< 250 ok", "> RCPT TO:<c@d>", "< 250 ok", "> DATA", "< 354 go",
                "> Received: from a ([198.51.100.1]) by b", "> To: \"c, d\" <c@d>, e@f", "> Subject: a", ">  b", "> Content-Type: multipart/mixed; boundary=\"x\"", "> ", "> --x",
                "> Content-Type: message/rfc822; name=a", "> ", "> Content-Disposition: attachment; filename*=u'e'f", "> ", "> --x--", "> .", "< 250 ok", "> QUIT", "< 221 bye")),
        new(FtpProtocol.Descriptor,
            FuzzSeed.Text("< 220-ftp.example", "< 220 FTP", "> AUTH TLS", "< 234 go", "> \u0016\u0003\u0001"),
            FuzzSeed.Text("< 220 FTP server", "> USER a", "< 331 password", "> PASS b", "< 230 in", "> PASV", "< 227 (10,0,0,1,4,1)",
                "> EPSV", "< 229 (|||1026|)", "> EPRT |2|2001:db8::1|1027|", "< 200 ok", "> CWD /a/b", "< 250 ok", "> PWD", "< 257 \"/a/b\"", "> RETR ../c", "< 150-a", "< 150 c (7 bytes)", "< 226 done", "> QUIT")),
        new(ImapProtocol.Descriptor, FuzzSeed.Text("< * OK IMAP4rev1 ready", "> a1 CAPABILITY", "< * CAPABILITY IMAP4rev1 STARTTLS", "< a1 OK", "> a2 STARTTLS", "< a2 OK begin", "> \u0016\u0003"),
            FuzzSeed.Text("< * OK IMAP4rev1 ready", "> a LOGIN \"ada\" {6}", "< + go", "> secret", "< a NO", "> b AUTHENTICATE PLAIN", "< + ", "> AGFkYQBzZWNyZXQ=", "< b OK")),
        new(Pop3Protocol.Descriptor, FuzzSeed.Text("< +OK POP3 ready", "> CAPA", "< +OK", "< STLS", "< .", "> STLS", "< +OK begin", "> \u0016\u0003"), FuzzSeed.Text("< +OK", "> USER a", "< +OK", "> PASS b", "< -ERR", "> AUTH PLAIN", "< + ", "> AGFkYQBzZWNyZXQ=", "< +OK")),
        new(XmppProtocol.Descriptor, FuzzSeed.Text(
            "> <?xml version='1.0'?><stream:stream to='a' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
            "< <stream:stream xmlns='jabber:client'><stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>",
            "> <starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "< <proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "> \u0016\u0003")),
        new(IrcProtocol.Descriptor, FuzzSeed.Text("> NICK a", "> USER a 0 * :b", "< :irc.example NOTICE AUTH :hello", "< :irc.example 001 a :welcome", "> JOIN #c,#d key", "< :b!c@d PRIVMSG a :\u0001DCC SEND x.zip 3232235777 4711 99\u0001")),
        new(SshProtocol.Descriptor, FuzzSeed.Talk(Samples.SshBanner, Samples.SshBanner, Samples.SshKeyExchange, Samples.SshKeyExchange),
            FuzzSeed.Talk(SshMessages.ClientLine, SshMessages.ServerLine, SshMessages.ClientProposal, SshMessages.ServerProposal, [], SshMessages.ExchangeReply, SshMessages.NewKeys, SshMessages.NewKeys, new byte[44], new byte[60], new byte[76], new byte[84], new byte[76], new byte[44])),
        new(RfbProtocol.Descriptor, FuzzSeed.Server("RFB 003.008\n"u8.ToArray()), RfbConversations.Whole, FuzzSeed.Talk("RFB 003.008\n"u8.ToArray(), "RFB 003.008\n"u8.ToArray())),
        new(TelnetProtocol.Descriptor, new FuzzSeed([(Direction.FromResponder, [255, 253, 24, 255, 251, 1, 255, 250, 24, 1, 255, 240, .. "\r\nlogin: "u8]), (Direction.FromOriginator, "ada\r\0"u8.ToArray()),
            (Direction.FromResponder, "Password: "u8.ToArray()), (Direction.FromOriginator, "secret\r\0"u8.ToArray()), (Direction.FromResponder, "\r\nLogin incorrect\r\nlogin: "u8.ToArray())])),
        new(FingerProtocol.Descriptor, FuzzSeed.Text("> root", "< Login: root")),
        new(SipProtocol.Datagrams, FuzzSeed.Text("> INVITE sip:b@example SIP/2.0", "< SIP/2.0 180 Ringing"), Sip.SipTalks.Call),
        new(SipProtocol.Streams, Sip.SipTalks.Call),
        new(RtspProtocol.Descriptor, Rtsp.RtspParserTests.Camera),
        new(SyslogProtocol.Descriptor, FuzzSeed.Text("> <34>1 2003-10-11T22:14:15Z host su - ID47 - failed"), FuzzSeed.Text("> <13>Oct 11 22:14:15 host su[7]: failed", "> no priority")),
        // Windows networks
        new(SmbProtocol.Descriptor,
            FuzzSeed.Talk(Samples.Smb2Negotiate, Samples.Smb2NegotiateAnswer, Samples.Smb2SessionSetup(Samples.SpnegoNtlm), Samples.Smb2SessionSetupAnswer, Samples.Smb2Write(Samples.DceBind)),
            FuzzSeed.Talk(Samples.Smb2SessionSetup(Samples.SpnegoKerberos), Samples.Smb2SessionSetupAnswer),
            FuzzSeed.Talk(Samples.Smb1SessionSetup(Samples.SpnegoNtlm), Samples.Smb2NegotiateAnswer), new FuzzSeed(Smb.SmbFramingTests.Upload), new FuzzSeed(Smb.Smb1DialogueTests.Upload)),
        new(DceRpcProtocol.Descriptor,
            FuzzSeed.Talk(Samples.DceBind, Samples.DceBind, Samples.DceBind), DceRpc.DcePdus.Conversation(DceRpc.DcePdus.LittleEndian), DceRpc.DcePdus.Conversation(DceRpc.DcePdus.BigEndian)),
        new(DceRpcProtocol.Datagrams, DceRpc.DceRpcDatagramTests.Conversation),
        new(KerberosProtocol.Streams, FuzzSeed.Client(Samples.KerberosRecord), Kerberos.KerberosParserTests.Stream),
        new(KerberosProtocol.Datagrams, FuzzSeed.Client(Samples.KerberosRequest), FuzzSeed.Talk(Kerberos.KerberosMessages.TgsRequest("a/b", "c"), Kerberos.KerberosMessages.Error(7))),
        new(LdapProtocol.Streams, FuzzSeed.Talk(Samples.LdapBind, Samples.LdapBindAnswer), Ldap.LdapParserTests.Talk, Ldap.LdapParserTests.SealedTalk),
        new(LdapProtocol.Datagrams, FuzzSeed.Talk(Samples.LdapBind, Samples.LdapBindAnswer), Ldap.LdapParserTests.Ping),
        new(RdpProtocol.Descriptor, FuzzSeed.Talk(Samples.RdpRequest, Samples.RdpConfirm(protocol: 1), [0x16, 3, 1]), FuzzSeed.Talk(Samples.RdpRequest, Samples.RdpConfirm(protocol: 0), Samples.RdpClientConnect),
            FuzzSeed.Talk(RdpMessages.Request("alice", 0), RdpMessages.Confirm(0), RdpMessages.ClientConnect, RdpMessages.ServerConnect),
            new FuzzSeed([.. FuzzSeed.Talk(RdpMessages.Request("alice", 3), RdpMessages.Confirm(2)).Turns, .. TlsConversations.Full12.Turns, .. FuzzSeed.Talk(RdpMessages.Record(60), RdpMessages.Record(70)).Turns])),
        new(RdpProtocol.Datagrams, FuzzSeed.Talk(Samples.RdpUdpSyn, Samples.RdpUdpSynAck)),
        // infrastructure
        new(DhcpProtocol.Descriptor, FuzzSeed.Client(Samples.DhcpDiscover), FuzzSeed.Client(Dhcp.DhcpMessages.Request, Dhcp.DhcpMessages.Ack)),
        new(Dhcp6Protocol.Descriptor, FuzzSeed.Client(LocalMessages.Solicit), FuzzSeed.Client(LocalMessages.RelayedReply)),
        new(NetBiosDatagramProtocol.Descriptor, FuzzSeed.Client(LocalMessages.HostAnnouncement)),
        new(SsdpProtocol.Descriptor, FuzzSeed.Client(LocalMessages.Notify)),
        new(WsDiscoveryProtocol.Descriptor, FuzzSeed.Client(LocalMessages.Hello)),
        new(PortMappingProtocol.Descriptor, FuzzSeed.Talk(PortMapping.PortMappingParserTests.NatPmpAsk, PortMapping.PortMappingParserTests.NatPmpAnswer),
            FuzzSeed.Talk(PortMapping.PortMappingParserTests.PcpAsk, PortMapping.PortMappingParserTests.PcpAnswer)),
        new(NtpProtocol.Descriptor, FuzzSeed.Client(Samples.Ntp(48)), FuzzSeed.Client(Samples.Ntp(68)), FuzzSeed.Client(Samples.NtpReadVariables)),
        new(SnmpProtocol.Descriptor, FuzzSeed.Talk(Samples.SnmpGet, Samples.SnmpAnswer),
            FuzzSeed.Talk(Samples.Snmp3(Samples.Tlv(0x30, [4, 0, 4, 0, .. Samples.Tlv(0xa0, [2, 1, 9, 2, 1, 0, 2, 1, 0, 0x30, 0])])), Samples.Snmp3(Samples.Tlv(4, [1, 2, 3, 4])))),
        new(RadiusProtocol.Descriptor, FuzzSeed.Talk(Samples.RadiusAccess, Samples.RadiusAccept), FuzzSeed.Client(Samples.RadiusAccounting)),
        new(SocksProtocol.Descriptor,
            FuzzSeed.Talk([5, 1, 0], [5, 0], Samples.Socks5Connect, Samples.Socks5Granted, [0x16, 3, 1]),
            FuzzSeed.Talk([5, 1, 2], [5, 2], [1, 1, (byte)'a', 1, (byte)'b'], [1, 0], Samples.Socks5Connect, Samples.Socks5Granted),
            FuzzSeed.Talk([4, 1, 0, 80, 0, 0, 0, 1, (byte)'a', 0, (byte)'b', 0], [0, 0x5a, 0, 80, 1, 2, 3, 4], [0x16, 3, 1])),
        new(MySqlProtocol.Descriptor, MySql.MySqlParserTests.Session, FuzzSeed.Server(Samples.MySqlGreeting), new FuzzSeed([(Direction.FromResponder, Samples.MySqlGreeting), (Direction.FromOriginator, Samples.MySqlTlsRequest)])),
        new(MqttProtocol.Descriptor, Mqtt.MqttTalks.Version311, Mqtt.MqttTalks.Version5, FuzzSeed.Talk(Samples.MqttConnect, [0x20, 2, 0, 0])),
        new(StunProtocol.Datagrams, Stun.StunParserTests.Binding, Stun.StunParserTests.Relay),
        new(StunProtocol.Streams, Stun.StunParserTests.Relay),
        new(WireGuardProtocol.Descriptor, Recognition.TunnelTests.WireGuard),
        new(OpenVpnProtocol.Datagrams, Recognition.TunnelTests.OpenVpn),
        new(OpenVpnProtocol.Streams, Recognition.TunnelTests.OpenVpnStream),
        new(BitTorrentProtocol.Streams, Recognition.TunnelTests.Peers),
        new(BitTorrentProtocol.Table, Recognition.TunnelTests.Table),
        new(BitTorrentProtocol.Utp, Recognition.TunnelTests.Utp),
        // industry
        new(CoapProtocol.Descriptor, Coap.CoapParserTests.Talk),
        new(BacnetProtocol.Descriptor, Bacnet.BacnetParserTests.Talk),
        new(S7Protocol.Descriptor, S7.S7ParserTests.Talk),
        new(EtherNetIpProtocol.Streams, EtherNetIp.EtherNetIpParserTests.Session),
        new(EtherNetIpProtocol.Datagrams, EtherNetIp.EtherNetIpParserTests.Asked),
        new(ModbusProtocol.Descriptor, FuzzSeed.Talk([0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2], [0, 1, 0, 0, 0, 7, 1, 3, 4, 0, 1, 0, 2]), FuzzSeed.Talk(Samples.ModbusAskIdentity, Samples.ModbusIdentity, Samples.ModbusAskIdentity, Samples.ModbusFailure)),
        new(Dnp3Protocol.Streams, FuzzSeed.Client(Samples.Dnp3Request), Dnp3.Dnp3ParserTests.Operate),
        new(Dnp3Protocol.Datagrams, FuzzSeed.Client(Samples.Dnp3Request), Dnp3.Dnp3ParserTests.Operate),
        new FuzzTarget(TlsProtocol.Stream, TlsConversations.Full12, TlsConversations.Retry13, TlsConversations.Resumed12, TlsConversations.Refused, TlsConversations.Ssl2),
        new FuzzTarget(TlsProtocol.Datagram, TlsConversations.Datagrams12),
        new(QuicProtocol.Descriptor, QuicPackets.Seeds),
    ]);

    private static List<FuzzTarget> WithTheRestOfTheCatalog(List<FuzzTarget> targets)
    {
        foreach (var protocol in ProtocolCatalog.All)
            if (!targets.Exists(target => ReferenceEquals(target.Protocol, protocol))) targets.Add(new FuzzTarget(protocol));
        return targets;
    }
}
