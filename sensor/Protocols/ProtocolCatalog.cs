namespace NetSensor.Protocols;

/// <summary>The one list of protocols, in probe order.</summary>
public static class ProtocolCatalog
{
    /// <summary>All protocols; the first that says yes gets the flow, those on a likely port are asked first.</summary>
    public static IReadOnlyList<ProtocolDescriptor> All { get; } =
    [
        Dns.DnsProtocol.OverUdp,
        Dns.DnsProtocol.OverTcp,
        Tls.TlsProtocol.Stream,
        Tls.TlsProtocol.Datagram,
        Quic.QuicProtocol.Descriptor,
        Http.HttpProtocol.Descriptor,
        Ssh.SshProtocol.Descriptor,
        Smb.SmbProtocol.Descriptor,
        DceRpc.DceRpcProtocol.Descriptor,
        DceRpc.DceRpcProtocol.Datagrams,
        Kerberos.KerberosProtocol.Streams,
        Kerberos.KerberosProtocol.Datagrams,
        Ldap.LdapProtocol.Streams,
        Ldap.LdapProtocol.Datagrams,
        Snmp.SnmpProtocol.Descriptor,
        Dhcp.DhcpProtocol.Descriptor,
        Dhcp6.Dhcp6Protocol.Descriptor,
        NetBios.NetBiosDatagramProtocol.Descriptor,
        Ssdp.SsdpProtocol.Descriptor,
        WsDiscovery.WsDiscoveryProtocol.Descriptor,
        Rdp.RdpProtocol.Descriptor,
        Rdp.RdpProtocol.Datagrams,
        Smtp.SmtpProtocol.Descriptor,
        Ftp.FtpProtocol.Descriptor,
        Imap.ImapProtocol.Descriptor,
        Pop3.Pop3Protocol.Descriptor,
        Xmpp.XmppProtocol.Descriptor,
        Irc.IrcProtocol.Descriptor,
        Rfb.RfbProtocol.Descriptor,
        Mqtt.MqttProtocol.Descriptor,
        MySql.MySqlProtocol.Descriptor,
        Dnp3.Dnp3Protocol.Streams,
        Dnp3.Dnp3Protocol.Datagrams,
        Sip.SipProtocol.Datagrams,
        Sip.SipProtocol.Streams,
        Rtsp.RtspProtocol.Descriptor,
        Socks.SocksProtocol.Descriptor,
        Ntp.NtpProtocol.Descriptor,
        Syslog.SyslogProtocol.Descriptor,
        Radius.RadiusProtocol.Descriptor,
        Modbus.ModbusProtocol.Descriptor,
        Finger.FingerProtocol.Descriptor,
    ];
}
