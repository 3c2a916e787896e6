using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

/// <summary>Builds packets from the inside out, each header around what it carries, with right lengths and checksums.</summary>
internal static class Packets
{
    public static readonly IpAddr Client = IpAddr.Parse("10.0.0.1");
    public static readonly IpAddr Server = IpAddr.Parse("192.0.2.1");
    public static readonly IpAddr Client6 = IpAddr.Parse("2001:db8::1");
    public static readonly IpAddr Server6 = IpAddr.Parse("2001:db8:1::2");

    public static byte[] Ethernet(EtherType type, byte[] carried) =>
        [0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, .. U16((int)type), .. carried];

    public static byte[] Ethernet8023(byte[] carried) => Ethernet((EtherType)carried.Length, carried);

    public static byte[] Snap(EtherType type, byte[] carried) => [0xAA, 0xAA, 0x03, 0, 0, 0, .. U16((int)type), .. carried];

    public static byte[] Tag(int id, EtherType type, byte[] carried) => [.. U16(id), .. U16((int)type), .. carried];

    public static byte[] Label(int label, bool bottom, byte[] carried) => [.. U32((uint)((label << 12) | (bottom ? 0x100 : 0) | 64)), .. carried];

    public static byte[] Ipv4(IpProtocol protocol, byte[] carried, IpAddr? source = null, IpAddr? destination = null, int fragment = 0x4000, int id = 0x1234,
        byte[]? options = null)
    {
        options ??= [];
        byte[] header =
        [
            (byte)(0x45 + options.Length / 4), 0, .. U16(20 + options.Length + carried.Length), .. U16(id), .. U16(fragment), 64, (byte)protocol, 0, 0,
            .. U32((source ?? Client).IPv4Value), .. U32((destination ?? Server).IPv4Value), .. options,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Checksum.Of(header));
        return [.. header, .. carried];
    }

    public static byte[] Ipv6(IpProtocol next, byte[] carried, IpAddr? source = null, IpAddr? destination = null)
    {
        var addresses = new byte[32];
        (source ?? Client6).WriteBytes(addresses);
        (destination ?? Server6).WriteBytes(addresses.AsSpan(16));
        return [0x60, 0, 0, 0, .. U16(carried.Length), (byte)next, 64, .. addresses, .. carried];
    }

    public static byte[] Extension(IpProtocol next, int units, byte[] carried) => [(byte)next, (byte)units, 1, 4, 0, 0, 0, 0, .. new byte[units * 8], .. carried];

    public static byte[] Fragment6(IpProtocol next, int offset, bool more, uint id, byte[] carried) =>
        [(byte)next, 0, .. U16(offset | (more ? 1 : 0)), .. U32(id), .. carried];

    public static byte[] Tcp(int source, int destination, byte[] payload, TcpFlags flags = TcpFlags.Ack) =>
        [.. U16(source), .. U16(destination), .. U32(1000), .. U32(2000), 0x50, (byte)flags, 0x20, 0, 0xAB, 0xCD, 0, 0, .. payload];

    public static byte[] Udp(int source, int destination, byte[] payload) =>
        [.. U16(source), .. U16(destination), .. U16(8 + payload.Length), 0, 0, .. payload];

    public static byte[] Icmp(byte type, byte code, byte[] payload) => [type, code, 0, 0, 0, 1, 0, 2, .. payload];

    public static byte[] Gre(int flags, int type, byte[] optional, byte[] carried) => [.. U16(flags), .. U16(type), .. optional, .. carried];

    /// <summary>A small UDP packet over IPv4, from <see cref="Client"/> to <see cref="Server"/>.</summary>
    public static byte[] InnerIpv4 => Ipv4(IpProtocol.Udp, Udp(5000, 53, [1, 2, 3, 4]), IpAddr.Parse("172.16.0.1"), IpAddr.Parse("172.16.0.2"));

    /// <summary>The same over IPv6.</summary>
    public static byte[] InnerIpv6 => Ipv6(IpProtocol.Udp, Udp(5000, 53, [1, 2, 3, 4]));

    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
