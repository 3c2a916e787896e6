using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Kerberos;

/// <summary>Kerberos (RFC 4120) between clients and their KDC.</summary>
public static class KerberosProtocol
{
    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } =
        Recognised.Anywhere("krb", Transport.Udp, [88], (bytes, _) => KerberosMessage.Judge(bytes) == ProbeVerdict.Yes ? ProbeVerdict.Yes : ProbeVerdict.No);

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } =
        Recognised.Anywhere("krb_tcp", Transport.Tcp, [88], (bytes, _) => KerberosMessage.JudgeRecord(bytes));
}
