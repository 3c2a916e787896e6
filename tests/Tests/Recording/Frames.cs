using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Tests.Recording;

/// <summary>UDP packets between two hosts, written by hand.</summary>
internal static class Frames
{
    public static readonly Timestamp Start = Timestamp.FromUnix(1_790_000_000);

    private const int Headers = 14 + 20 + 8;

    /// <summary>A packet of so many bytes from 10.0.0.<paramref name="from"/> port 40000 to 10.0.0.<paramref name="to"/> port 53.</summary>
    public static byte[] Udp(byte from, byte to, int length = 100)
    {
        var frame = new byte[Math.Max(length, Headers)];
        frame[12] = 8; // IPv4
        var ip = frame.AsSpan(14);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(frame.Length - 14));
        ip[8] = 64;
        ip[9] = 17;
        (ip[12], ip[15], ip[16], ip[19]) = (10, from, 10, to);
        BinaryPrimitives.WriteUInt16BigEndian(ip[20..], 40_000);
        BinaryPrimitives.WriteUInt16BigEndian(ip[22..], 53);
        BinaryPrimitives.WriteUInt16BigEndian(ip[24..], (ushort)(frame.Length - 34));
        return frame;
    }

    /// <summary>The packet, captured so many seconds after the start.</summary>
    public static RawPacket At(this byte[] frame, double seconds) =>
        new(new Timestamp(Start.Nanoseconds + (long)(seconds * 1e9)), LinkType.Ethernet, frame.Length, frame);
}
