using System.Runtime.InteropServices;

namespace NetSensor.Flows.Table;

/// <summary>What is counted of one direction of a flow.</summary>
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

    /// <summary>Of TCP: the number of what its SYN showed (<see cref="Flows.Tcp.SynTraits"/>); 0 without.</summary>
    public int SynTraits
    {
        readonly get => (int)DatagramBytes;
        set => DatagramBytes = value;
    }
}
