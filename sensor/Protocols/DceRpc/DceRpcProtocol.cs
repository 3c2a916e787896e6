using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>DCE/RPC over TCP and UDP (C706, [MS-RPCE]).</summary>
public static class DceRpcProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "dce_rpc";

    private const ushort ProfinetContextManager = 34964;    // the widest use of the connectionless form that is left

    /// <summary>Connections.</summary>
    public static ProtocolDescriptor Descriptor { get; } = 
        new(Service, Transport.Tcp, [135], Probe, () => new DceRpcParser()) { NamesPartialFlows = true };

    /// <summary>Datagrams: a whole header and a length that is right tell them on any port.</summary>
    public static ProtocolDescriptor Datagrams { get; } =
        new(Service, Transport.Udp, [135, ProfinetContextManager], static (bytes, _, _) => DceRpcDatagram.Read(bytes, out _) ? ProbeVerdict.Yes : ProbeVerdict.No,
            static () => new DceRpcDatagramParser());

    /// <summary>Elsewhere than on the endpoint mapper's port a stream begins with a whole first and last fragment.</summary>
    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (!likelyPort && firstBytes.Length > 3 && (firstBytes[3] & 0x03) != 0x03) return ProbeVerdict.No;
        return DceRpcPdu.Read(firstBytes, out _);
    }
}
