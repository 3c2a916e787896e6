using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Ldap;

/// <summary>LDAP (RFC 4511), and its connectionless sibling that finds domain controllers ([MS-ADTS] §6.3.3).</summary>
public static class LdapProtocol
{
    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = Recognised.Anywhere("ldap_udp", Transport.Udp, [389], LdapMessage.Judge);

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } = 
        Recognised.Anywhere("ldap_tcp", Transport.Tcp, [389, 3268], LdapMessage.Judge) with { NamesPartialFlows = true };
}
