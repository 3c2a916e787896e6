using NetSensor.Events;

namespace NetSensor.Protocols.Kerberos;

/// <summary>Kerberos (RFC 4120) between clients and their KDC.</summary>
public static class KerberosProtocol
{
    /// <summary>Its name in conn.log over UDP.</summary>
    public const string DatagramService = "krb";

    /// <summary>Its name in conn.log over TCP.</summary>
    public const string StreamService = "krb_tcp";

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } =
        new(DatagramService, Transport.Udp, [88], (bytes, _, _) => KerberosMessage.Judge(bytes) == ProbeVerdict.Yes ? ProbeVerdict.Yes : ProbeVerdict.No,
            () => new KerberosDatagramParser());

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } =
        new(StreamService, Transport.Tcp, [88], (bytes, _, _) => KerberosMessage.JudgeRecord(bytes), () => new KerberosStreamParser());
}
