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
        Http.HttpProtocol.Descriptor,
    ];
}
