using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// Linux "cooked" captures (the public LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2 descriptions):
/// <code>
/// v1: | direction 2 | ARPHRD 2 | address length 2 | address 8 | protocol 2 | ...
/// v2: | protocol 2 | reserved 2 | interface 4 | ARPHRD 2 | direction 1 | address length 1 | address 8 | ...
/// </code>
/// </summary>
internal static class LinuxCooked
{
    private const int Version1Length = 16;
    private const int Version2Length = 20;
    private const int Llc = 0x0004;           // the kernel's ETH_P_802_2
    private const int EthernetAddressLength = 6;

    /// <summary>Reads a version 1 header.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var sll = bytes[offset..];
        if (sll.Length < Version1Length) return Cut(ref headers);
        if (BinaryPrimitives.ReadUInt16BigEndian(sll[4..]) == EthernetAddressLength) headers.SourceMac = MacAddress.From(sll[6..]);
        offset += Version1Length;
        return Next(BinaryPrimitives.ReadUInt16BigEndian(sll[14..]), ref headers);
    }

    /// <summary>Reads a version 2 header.</summary>
    public static Layer ReadVersion2(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var sll = bytes[offset..];
        if (sll.Length < Version2Length) return Cut(ref headers);
        if (sll[11] == EthernetAddressLength) headers.SourceMac = MacAddress.From(sll[12..]);
        offset += Version2Length;
        return Next(BinaryPrimitives.ReadUInt16BigEndian(sll), ref headers);
    }

    private static Layer Next(ushort protocol, ref PacketHeaders headers)
    {
        if (protocol == Llc) return Layer.Llc;
        return protocol < EtherTypes.Lowest ? Layer.NotIp : EtherTypes.Next(protocol, ref headers);
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.TruncatedLinkHeader;
        return Layer.Truncated;
    }
}
