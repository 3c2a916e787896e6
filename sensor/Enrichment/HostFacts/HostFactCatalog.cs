namespace NetSensor.Enrichment.HostFacts;

/// <summary>The one list of what facts of hosts are drawn from.</summary>
public static class HostFactCatalog
{
    /// <summary>A fresh instance of each: some remember what they saw.</summary>
    public static IReadOnlyList<IHostFactSource> CreateAll() =>
    [
        new ArpFacts(),
        new NeighbourFacts(),
        new DeviceFacts(),
        new DhcpFacts(),
        new Dhcp6Facts(),
        new MulticastDnsFacts(),
        new LinkLocalNameFacts(),
        new NetBiosFacts(),
        new BrowserFacts(),
        new SsdpFacts(),
        new WsDiscoveryFacts(),
        new HttpFacts(),
        new NtlmFacts(),
        new KerberosFacts(),
        new SmbNegotiateFacts(),
        new SmbSessionFacts(),
        new SshFacts(),
        new RdpFacts(),
        new ClearTextLoginFacts(),
        new SnmpFacts(),
        new SyslogFacts(),
        new MqttFacts(),
        new DeviceIdentityFacts(),
        new StackFacts(),
    ];
}
