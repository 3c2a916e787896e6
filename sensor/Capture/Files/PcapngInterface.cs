using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Capture.Files;

// Interface Description Block (draft-ietf-opsawg-pcapng §4.2), in the section's byte order:
//
//   link type(2) reserved(2) snap length(4) options…        option: code(2) length(2) value, padded to 4 bytes
/// <summary>One capturing interface of a pcapng section.</summary>
internal readonly record struct PcapngInterface(LinkType Link, uint SnapLength, TimeResolution Resolution)
{
    /// <summary>Bytes before the options.</summary>
    public const int FixedLength = 8;

    private const int OptionHeaderLength = 4;
    private const int EndOfOptions = 0;
    private const int ResolutionOption = 9;                     // if_tsresol, 1 byte
    private const int OffsetOption = 14;                        // if_tsoffset, 8 bytes, seconds
    private const byte DefaultResolution = 6;

    /// <summary>Reads the block's body, of at least <see cref="FixedLength"/> bytes; options that do not fit end the list.</summary>
    public static PcapngInterface Read(ReadOnlySpan<byte> body, bool bigEndian)
    {
        byte resolution = DefaultResolution;
        long offset = 0;
        var options = body[FixedLength..];
        while (options.Length >= OptionHeaderLength)            // ends: each turn consumes at least an option header
        {
            int code = U16(options, bigEndian);
            int length = U16(options[2..], bigEndian);
            options = options[OptionHeaderLength..];
            if (code == EndOfOptions || length > options.Length) break;
            var value = options[..length];
            if (code == ResolutionOption && length >= 1) resolution = value[0];
            if (code == OffsetOption && length >= sizeof(long)) offset = I64(value, bigEndian);
            options = options[Math.Min(options.Length, (length + 3) & ~3)..];
        }
        return new((LinkType)U16(body, bigEndian), U32(body[4..], bigEndian), new TimeResolution(resolution, offset));
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long I64(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
