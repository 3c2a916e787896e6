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
    /// <summary>Payload bytes of datagrams; TCP counts by sequence numbers, and keeps <see cref="SynTraits"/> here.</summary>
    public long DatagramBytes;
    /// <summary>Fingerprint of the last packet, to know a duplicate.</summary>
    public uint LastFingerprint;
    /// <summary>TCP's view of this direction.</summary>
    public TcpEndpoint Tcp;

    /// <summary>Of TCP: the number of what its SYN showed (<see cref="Flows.Tcp.SynTraits"/>); 0 without.</summary>
    public int SynTraits
    {
        readonly get => (int)DatagramBytes;
        set => DatagramBytes = value;
    }

    /// <summary>Of ICMP: hash of the first echo request, where TCP has the first sequence number; 0 without.</summary>
    public ulong FirstEcho
    {
        readonly get => (ulong)Tcp.StartSequence;
        set => Tcp.StartSequence = (long)value;
    }
}
