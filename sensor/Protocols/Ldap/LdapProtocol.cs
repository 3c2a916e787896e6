using NetSensor.Events;

namespace NetSensor.Protocols.Ldap;

/// <summary>LDAP (RFC 4511), and its connectionless sibling that finds domain controllers ([MS-ADTS] §6.3.3).</summary>
public static class LdapProtocol
{
    /// <summary>Its name in conn.log over UDP.</summary>
    public const string DatagramService = "ldap_udp";

    /// <summary>Its name in conn.log over TCP.</summary>
    public const string StreamService = "ldap_tcp";

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } =
        new(DatagramService, Transport.Udp, [389], (bytes, direction, _) => LdapMessage.Judge(bytes, direction), () => new LdapDatagramParser());

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } =
        new(StreamService, Transport.Tcp, [389, 3268], (bytes, direction, _) => LdapMessage.Judge(bytes, direction), () => new LdapStreamParser()) { NamesPartialFlows = true };
}
