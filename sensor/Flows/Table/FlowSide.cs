using System.Runtime.InteropServices;
using NetSensor.Flows.Tcp;

namespace NetSensor.Flows.Table;

/// <summary>What is counted and remembered of one direction of a flow.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // no holes: a flow must stay small
internal struct FlowSide
{
    /// <summary>Packets.</summary>
    public long Packets;
    /// <summary>Bytes of the IP packets, headers included.</summary>
    public long IpBytes;
    /// <summary>Payload bytes of datagrams; TCP counts by sequence numbers.</summary>
    public long DatagramBytes;
    /// <summary>Fingerprint of the last packet, to know a duplicate.</summary>
    public uint LastFingerprint;
    /// <summary>TCP's view of this direction.</summary>
    public TcpEndpoint Tcp;
}
