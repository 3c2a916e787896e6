using NetSensor.Events;

namespace NetSensor.Protocols.Snmp;

/// <summary>SNMP, versions 1, 2c and 3.</summary>
public static class SnmpProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "snmp";

    private const byte Sequence = 0x30;

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [161, 162], Probe, () => new SnmpParser());

    /// <summary>On any port: a message that is sound to its last binding is no other protocol's.</summary>
    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        bytes.Length > 1 && bytes[0] == Sequence && SnmpMessage.TryRead(bytes, out var message)
        && (likelyPort || (message.Pdu != SnmpPdu.None && message.Count > 0)) ? ProbeVerdict.Yes : ProbeVerdict.No;
}
