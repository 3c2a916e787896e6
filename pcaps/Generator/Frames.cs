using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>Builds Ethernet frames with correct lengths and checksums.</summary>
public static class Frames
{
    private const int EthernetLength = 14;
    private const int TcpLength = 20;
    private const int UdpLength = 8;

    /// <summary>A TCP segment.</summary>
    public static byte[] Tcp(Host from, ushort fromPort, Host to, ushort toPort, uint sequence, uint acknowledgement, TcpFlags flags, ReadOnlySpan<byte> payload)
    {
        Span<byte> segment = new byte[TcpLength + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(segment, fromPort);
        BinaryPrimitives.WriteUInt16BigEndian(segment[2..], toPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], acknowledgement);
        segment[12] = TcpLength / 4 << 4;
        segment[13] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment[14..], 64240);
        payload.CopyTo(segment[TcpLength..]);
        return Ip(from, to, IpProtocol.Tcp, segment, checksumOffset: 16);
    }

    /// <summary>The beginning of a TCP segment that carries more than is given: what a capture with a short snap length holds of it. Its checksum is not computed.</summary>
    /// <param name="payload">The first bytes of what it carries.</param>
    /// <param name="hidden">Bytes that it carries behind them.</param>
    public static (byte[] Frame, int WireLength) TcpBeginning(Host from, ushort fromPort, Host to, ushort toPort, (uint Sequence, uint Acknowledgement) numbers, ReadOnlySpan<byte> payload, int hidden)
    {
        var frame = Tcp(from, fromPort, to, toPort, numbers.Sequence, numbers.Acknowledgement, TcpFlags.Ack | TcpFlags.Psh, payload);
        return (frame, Lengthen(frame, from.Address.IsIPv4, hidden));
    }

    /// <summary>The beginning of a UDP datagram that carries more than is given. Its checksum is not computed.</summary>
    public static (byte[] Frame, int WireLength) UdpBeginning((Host Host, ushort Port) from, (Host Host, ushort Port) to, ReadOnlySpan<byte> payload, int hidden)
    {
        var frame = Udp(from.Host, from.Port, to.Host, to.Port, payload);
        var udp = frame.AsSpan(EthernetLength + (from.Host.Address.IsIPv4 ? 20 : 40));
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(UdpLength + payload.Length + hidden));
        return (frame, Lengthen(frame, from.Host.Address.IsIPv4, hidden));
    }

    /// <summary>Makes the IP header of a frame say that more follows; returns the frame's length on the wire.</summary>
    private static int Lengthen(byte[] frame, bool isIPv4, int hidden)
    {
        var ip = frame.AsSpan(EthernetLength);
        var length = ip.Length + hidden;
        if (isIPv4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)length);
            ip.Slice(10, 2).Clear();
            BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Fold(Sum(ip[..20], 0)));
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)(length - 40));
        }
        return EthernetLength + length;
    }

    /// <summary>A UDP datagram.</summary>
    public static byte[] Udp(Host from, ushort fromPort, Host to, ushort toPort, ReadOnlySpan<byte> payload)
    {
        Span<byte> datagram = new byte[UdpLength + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, fromPort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[2..], toPort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[4..], (ushort)datagram.Length);
        payload.CopyTo(datagram[UdpLength..]);
        return Ip(from, to, IpProtocol.Udp, datagram, checksumOffset: 6);
    }

    /// <summary>An ICMP message whose checksum is filled in.</summary>
    public static byte[] Icmp(Host from, Host to, ReadOnlySpan<byte> message)
    {
        Span<byte> filled = message.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(filled[2..], Fold(Sum(filled, 0))); // no pseudo header (RFC 792)
        return IPv4(from, to, IpProtocol.Icmp, filled);
    }

    /// <summary>An ARP message over Ethernet (RFC 826): a question to all, or an answer.</summary>
    public static byte[] Arp(Host sender, Host target, bool answer)
    {
        var to = answer ? target : target with { Mac = new MacAddress(0xFFFF_FFFF_FFFF) };
        var frame = Ethernet(sender, to, 0x0806, 28, out var body);
        byte[] head = [0, 1, 8, 0, 6, 4, 0, (byte)(answer ? 2 : 1)];
        head.CopyTo(body);
        frame.AsSpan(6, 6).CopyTo(body[8..]);
        sender.Address.WriteBytes(body[14..]);
        if (answer) frame.AsSpan(0, 6).CopyTo(body[18..]);
        target.Address.WriteBytes(body[24..]);
        return frame;
    }

    private static byte[] Ip(Host from, Host to, IpProtocol protocol, Span<byte> transport, int checksumOffset)
    {
        Span<byte> pseudo = stackalloc byte[40];
        var addresses = from.Address.WriteBytes(pseudo);
        addresses += to.Address.WriteBytes(pseudo[addresses..]);
        pseudo[addresses + 1] = (byte)protocol;
        BinaryPrimitives.WriteUInt16BigEndian(pseudo[(addresses + 2)..], (ushort)transport.Length);
        var sum = Sum(transport, Sum(pseudo[..(addresses + 4)], 0));
        BinaryPrimitives.WriteUInt16BigEndian(transport[checksumOffset..], Fold(sum) is var folded && folded == 0 ? (ushort)0xFFFF : folded);
        return from.Address.IsIPv4 ? IPv4(from, to, protocol, transport) : IPv6(from, to, protocol, transport);
    }

    private static byte[] IPv4(Host from, Host to, IpProtocol protocol, ReadOnlySpan<byte> transport)
    {
        var frame = Ethernet(from, to, 0x0800, 20 + transport.Length, out var ip);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)ip.Length);
        ip[6] = 0x40; // do not fragment
        ip[8] = 64;
        ip[9] = (byte)protocol;
        from.Address.WriteBytes(ip[12..]);
        to.Address.WriteBytes(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Fold(Sum(ip[..20], 0)));
        transport.CopyTo(ip[20..]);
        return frame;
    }

    private static byte[] IPv6(Host from, Host to, IpProtocol protocol, ReadOnlySpan<byte> transport)
    {
        var frame = Ethernet(from, to, 0x86DD, 40 + transport.Length, out var ip);
        ip[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)transport.Length);
        ip[6] = (byte)protocol;
        ip[7] = 64;
        from.Address.WriteBytes(ip[8..]);
        to.Address.WriteBytes(ip[24..]);
        transport.CopyTo(ip[40..]);
        return frame;
    }

    private static byte[] Ethernet(Host from, Host to, ushort etherType, int length, out Span<byte> body)
    {
        var frame = new byte[EthernetLength + length];
        for (var i = 0; i < 6; i++)
        {
            frame[i] = (byte)(to.Mac.Value >> (40 - 8 * i));
            frame[6 + i] = (byte)(from.Mac.Value >> (40 - 8 * i));
        }
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), etherType);
        body = frame.AsSpan(EthernetLength);
        return frame;
    }

    /// <summary>The sum of RFC 1071, not yet folded.</summary>
    private static uint Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (var i = 0; i + 1 < bytes.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        return (bytes.Length & 1) == 1 ? sum + ((uint)bytes[^1] << 8) : sum;
    }

    private static ushort Fold(uint sum)
    {
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
