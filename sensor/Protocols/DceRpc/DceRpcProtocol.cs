using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>DCE/RPC over TCP (C706, [MS-RPCE]).</summary>
public static class DceRpcProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "dce_rpc";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = 
        new(Service, Transport.Tcp, [135], Probe, () => new DceRpcParser()) { NamesPartialFlows = true };

    /// <summary>Elsewhere than on the endpoint mapper's port a stream begins with a whole first and last fragment.</summary>
    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort)
    {
        if (!likelyPort && firstBytes.Length > 3 && (firstBytes[3] & 0x03) != 0x03) return ProbeVerdict.No;
        return DceRpcPdu.Read(firstBytes, out _);
    }
}
