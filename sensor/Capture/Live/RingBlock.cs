using System.Runtime.InteropServices;

namespace NetSensor.Capture.Live;

/// <summary>The head of a block in a TPACKET_V3 ring (<c>struct tpacket_block_desc</c>).</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct RingBlock
{
    /// <summary>The block belongs to the sensor (TP_STATUS_USER); without it, to the kernel.</summary>
    public const uint Ours = 1;

    [FieldOffset(8)] public uint Status;
    [FieldOffset(12)] public uint PacketCount;
    [FieldOffset(16)] public uint FirstPacketOffset;
}

/// <summary>The head of a packet in a block (<c>struct tpacket3_hdr</c>).</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct RingPacket
{
    /// <summary>The kernel took a VLAN tag out of the frame (TP_STATUS_VLAN_VALID).</summary>
    public const uint VlanTaken = 1 << 4;

    /// <summary>…and <see cref="VlanProtocol"/> tells its EtherType (TP_STATUS_VLAN_TPID_VALID).</summary>
    public const uint VlanProtocolValid = 1 << 6;

    [FieldOffset(0)] public uint NextOffset;
    [FieldOffset(4)] public uint Seconds;
    [FieldOffset(8)] public uint Nanoseconds;
    [FieldOffset(12)] public uint SnapLength;
    [FieldOffset(16)] public uint WireLength;
    [FieldOffset(20)] public uint Status;
    [FieldOffset(24)] public ushort LinkOffset;
    [FieldOffset(32)] public uint VlanTag;
    [FieldOffset(36)] public ushort VlanProtocol;
}
