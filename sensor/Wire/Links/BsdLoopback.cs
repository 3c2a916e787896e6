using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// BSD loopback (LINKTYPE_NULL, LINKTYPE_LOOP):
/// <code>
/// | address family 4, in the byte order of the capturing host or of the network | IP ...
/// </code>
/// </summary>
internal static class BsdLoopback
{
    private const int HeaderLength = 4;

    /// <summary>Reads the family in whichever order makes sense.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var header = bytes[offset..];
        if (header.Length < HeaderLength)
        {
            headers.Fault = DecodeFault.TruncatedLinkHeader;
            return Layer.Truncated;
        }
        var family = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (family > ushort.MaxValue) family = BinaryPrimitives.ReverseEndianness(family);
        offset += HeaderLength;
        return family switch
        {
            2 => Layer.Ip,                             // AF_INET everywhere
            10 or 23 or 24 or 26 or 28 or 30 => Layer.Ip, // AF_INET6: Linux, Windows, NetBSD and OpenBSD, Solaris, FreeBSD, macOS
            _ => Layer.NotIp,
        };
    }
}
