using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>The classic capture format: microseconds, little endian, Ethernet.</summary>
internal static class PcapFormat
{
    /// <summary>Writes the header of a file.</summary>
    public static void WriteHeader(Stream file)
    {
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 262144);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], (uint)LinkType.Ethernet);
        file.Write(header);
    }

    /// <summary>Writes a packet.</summary>
    public static void WritePacket(Stream file, Timestamp time, ReadOnlySpan<byte> frame, int wireLength)
    {
        Span<byte> record = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(time.Nanoseconds / Timestamp.NanosecondsPerSecond));
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(time.Nanoseconds % Timestamp.NanosecondsPerSecond / 1000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)frame.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)wireLength);
        file.Write(record);
        file.Write(frame);
    }
}
