using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Export.Delivery.Spool;

/// <summary>
/// A record as it lies in a segment, little-endian:
/// <code>
/// u32 length of what follows the checksum   u32 CRC-32C of it
/// i64 sequence   i64 taken, ms since 1970   i64 time, ns since 1970   u8 severity
/// u8 length + id   u8 length + log   the rest: JSON
/// </code>
/// A frame that is cut off, or whose checksum is wrong, is none: that is how the tail after a kill is known.
/// </summary>
internal static class SpoolFrame
{
    /// <summary>Length and checksum.</summary>
    public const int HeaderBytes = 8;

    private const int FixedBytes = 8 + 8 + 8 + 1;
    private const int LeastBytes = FixedBytes + 2;
    private const int MostNameBytes = byte.MaxValue; // ids have about 40 bytes, logs fewer

    /// <summary>More is damage: the longest lines (many certificates, long lists) have some tens of kilobytes.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Appends the frame of a record.</summary>
    public static void Write(SpooledRecord spooled, ArrayBufferWriter<byte> output)
    {
        var record = spooled.Record;
        var frame = output.GetSpan(HeaderBytes + LeastBytes + 2 * MostNameBytes + record.Json.Length);
        var body = frame[HeaderBytes..];
        BinaryPrimitives.WriteInt64LittleEndian(body, spooled.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], record.Taken.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(body[16..], record.Time.Nanoseconds);
        body[24] = (byte)record.Severity;
        var length = FixedBytes;
        length += WriteName(record.Id, body[length..]);
        length += WriteName(record.Log, body[length..]);
        record.Json.Span.CopyTo(body[length..]);
        length += record.Json.Length;
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(body[..length]));
        output.Advance(HeaderBytes + length);
    }

    /// <summary>The length of the frame's body by its header; -1 when no frame has it.</summary>
    public static int BodyLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length is < LeastBytes or > MostBytes ? -1 : length;
    }

    /// <summary>Reads a body; false when it is not what was written. The record keeps a part of the memory.</summary>
    public static bool TryRead(ReadOnlySpan<byte> header, ReadOnlyMemory<byte> body, out SpooledRecord spooled)
    {
        spooled = default;
        if (Checksum(body.Span) != BinaryPrimitives.ReadUInt32LittleEndian(header[4..])) return false;
        var bytes = body.Span;
        var idLength = (int)bytes[FixedBytes];
        var logAt = FixedBytes + 1 + idLength;
        if (logAt >= bytes.Length) return false;
        var jsonAt = logAt + 1 + bytes[logAt];
        if (jsonAt > bytes.Length) return false;
        spooled = new SpooledRecord(BinaryPrimitives.ReadInt64LittleEndian(bytes), new DeliveryRecord
        {
            Taken = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..])),
            Time = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..])),
            Severity = bytes[24],
            Id = Encoding.UTF8.GetString(bytes.Slice(FixedBytes + 1, idLength)),
            Log = Encoding.UTF8.GetString(bytes[(logAt + 1)..jsonAt]),
            Json = body[jsonAt..],
        });
        return true;
    }

    /// <summary>CRC-32C (RFC 3720 §B.4), which processors compute.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8) // ends: takes eight bytes each turn
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        foreach (var rest in bytes) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }

    private static int WriteName(string name, Span<byte> room)
    {
        var length = Encoding.UTF8.GetBytes(name.Length > MostNameBytes / 3 ? name[..(MostNameBytes / 3)] : name, room[1..]); // a letter has up to 3 bytes
        room[0] = (byte)length;
        return 1 + length;
    }
}
