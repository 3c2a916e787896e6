using NetSensor.Events;

namespace NetSensor.Protocols.S7;

/// <summary>S7 communication of Siemens controllers, over TPKT and COTP.</summary>
public static class S7Protocol
{
    /// <summary>Its name in conn.log; Zeek 7.0 has none.</summary>
    public const string Service = "s7comm";

    /// <summary>The descriptor; to be asked before RDP, which begins alike.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [102], Probe, () => new S7Parser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) => S7Message.Judge(bytes);
}
