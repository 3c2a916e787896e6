using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>The one list of logs.</summary>
public static class LogCatalog
{
    /// <summary>All logs, for a network with these addresses at home and these parts.</summary>
    public static IReadOnlyList<ILogFormat> For(HomeNetworks home, IReadOnlyList<NetworkZone>? zones = null) => [new ConnLog(home, zones), new X509Log(), new TunnelLog(), new SshLog(home), .. All];

    /// <summary>The logs that do not ask who is at home and remember nothing, by file name.</summary>
    public static IReadOnlyList<ILogFormat> All { get; } =
    [
        new DnsLog(),
        new SslLog(),
        new WeirdLog(),
        new HttpLog(),
        new QuicLog(),
        new SmbMappingLog(),
        new SmbFilesLog(),
        new RdpLog(),
        new FtpLog(),
        new SmtpLog(),
        new RfbLog(),
        new IrcLog(),
        new NtlmLog(),
        new KerberosLog(),
        new LdapLog(),
        new LdapSearchLog(),
        new ClearTextLoginLog(),
        new DhcpLog(),
        new HostFactLog(),
        new NtpLog(),
        new SnmpLog(),
        new SocksLog(),
        new SyslogLog(),
        new RadiusLog(),
        new ModbusLog(),
        new Dnp3Log(),
        new MySqlLog(),
        new SipLog(),
        new RtspLog(),
        new CoapLog(),
        new StunLog(),
        new MqttConnectLog(),
        new MqttPublishLog(),
        new MqttSubscribeLog(),
        new DeviceIdentityLog(),
        new DceRpcLog(),
    ];
}
