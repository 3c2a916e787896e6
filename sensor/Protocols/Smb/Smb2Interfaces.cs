using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// The server's network interfaces, as clients ask for them to open further connections ([MS-SMB2] §2.2.32.5).
/// <code>| next 4 | index 4 | capability 4 | 4 | bits per second 8 | family 2 | port 2 | IPv4: address 4 … ; IPv6: flow 4, address 16 … |</code>
/// </summary>
internal static class Smb2Interfaces
{
    /// <summary>FSCTL_QUERY_NETWORK_INTERFACE_INFO.</summary>
    public const uint Query = 0x0014_01FC;

    private const int MaxInterfaces = 32;           // addresses of one server; real ones have a few
    private const ushort Ipv4 = 2;                  // §2.2.32.5.1
    private const ushort Ipv6 = 0x17;
    private const uint Rss = 1;
    private const uint Rdma = 2;

    /// <summary>Reads the list; null when it holds nothing.</summary>
    public static List<SmbInterface>? Read(ReadOnlySpan<byte> data)
    {
        List<SmbInterface>? interfaces = null;
        for (var count = 0; count < MaxInterfaces; count++)
        {
            var reader = new ByteReader(data);
            var next = reader.U32Le();
            var index = reader.U32Le();
            var capability = reader.U32Le();
            reader.Skip(4);
            var speed = reader.U64Le();
            var family = reader.U16Le();
            reader.Skip(family == Ipv6 ? 6 : 2);
            var address = reader.Bytes(family == Ipv6 ? 16 : 4);
            if (reader.Truncated) break;
            if (family is Ipv4 or Ipv6)
                (interfaces ??= []).Add(new SmbInterface(index, family == Ipv6 ? IpAddr.FromIPv6(address) : IpAddr.FromIPv4(address), speed, (capability & Rss) != 0, (capability & Rdma) != 0));
            if (next == 0 || next >= (uint)data.Length) break;
            data = data[(int)next..];
        }
        return interfaces;
    }
}
