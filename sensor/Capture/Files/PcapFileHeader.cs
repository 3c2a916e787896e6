using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Capture.Files;

// A pcap file (draft-ietf-opsawg-pcap), all fields in the writer's byte order:
//
//   magic(4) major(2) minor(2) zone(4) accuracy(4) snap length(4) FCS(4 bits)…link type(16 bits)
//   then records: seconds(4) fraction(4) captured(4) original(4) [more in some variants] bytes
/// <summary>The header of a pcap file and what it says about the records behind it.</summary>
internal readonly record struct PcapFileHeader
{
    /// <summary>Bytes that hold the magic number, by which formats are told apart.</summary>
    public const int MagicLength = 4;

    /// <summary>Bytes of the standard header.</summary>
    public const int StandardLength = 24;

    /// <summary>The largest record allowed unless the file announces more; as in libpcap: 64 KiB packets joined by offload, and room above.</summary>
    public const int DefaultMaxRecord = 262_144;

    /// <summary>The largest announced snap length believed; bounds memory, and no network packet comes near it.</summary>
    public const int MaxAnnouncedRecord = 16 * 1024 * 1024;

    private const uint MicrosecondMagic = 0xa1b2c3d4;
    private const uint NanosecondMagic = 0xa1b23c4d;
    private const uint ModifiedMagic = 0xa1b2cd34;
    private const uint IxiaHardwareMagic = 0x1c0001ac;          // nanosecond times
    private const uint IxiaSoftwareMagic = 0x1c0001ab;          // microsecond times
    private const int IxiaExtraLength = 4;                      // bytes of all records together
    private const int RecordLength = 16;
    private const int ModifiedRecordLength = 24;                // + interface(4) protocol(2) packet type(1) padding(1)
    private const ushort DgUxMajor = 543;                       // DG/UX tcpdump, which also writes the lengths in the old order

    /// <summary>Which variant it is.</summary>
    public CaptureFormat Format { get; init; }

    /// <summary>Whether the writer was big-endian.</summary>
    public bool BigEndian { get; init; }

    /// <summary>Whether the second field of a record's time counts nanoseconds.</summary>
    public bool Nanoseconds { get; init; }

    /// <summary>Bytes of the file header.</summary>
    public int Length { get; init; }

    /// <summary>Bytes of a record header.</summary>
    public int RecordHeaderLength { get; init; }

    /// <summary>What the packets' first bytes are.</summary>
    public LinkType Link { get; init; }

    /// <summary>The largest record believed, in bytes.</summary>
    public int MaxRecord { get; init; }

    /// <summary>How the two lengths of a record are ordered.</summary>
    public PcapLengthOrder LengthOrder { get; init; }

    /// <summary>The format's major version; 1 and below are another format.</summary>
    public ushort Major { get; init; }

    /// <summary>Tells by the first four bytes whether this is pcap, in which variant, and how long its header is.</summary>
    public static bool TryRecognise(ReadOnlySpan<byte> start, out PcapFileHeader header)
    {
        header = default;
        if (start.Length < MagicLength) return false;
        var little = BinaryPrimitives.ReadUInt32LittleEndian(start);
        return TryMagic(little, bigEndian: false, out header)
            || TryMagic(BinaryPrimitives.ReverseEndianness(little), bigEndian: true, out header);
    }

    /// <summary>Reads the whole header, which must be <see cref="Length"/> bytes of a recognised file.</summary>
    public PcapFileHeader Read(ReadOnlySpan<byte> bytes)
    {
        var major = U16(bytes[4..]);
        var minor = U16(bytes[6..]);
        var snapLength = U32(bytes[16..]);
        return this with
        {
            Major = major,
            Link = (LinkType)(ushort)U32(bytes[20..]),          // the upper half tells the length of the FCS
            MaxRecord = snapLength is > DefaultMaxRecord and <= MaxAnnouncedRecord ? (int)snapLength : DefaultMaxRecord,
            LengthOrder = (major, minor) switch
            {
                (2, < 3) or (DgUxMajor, _) => PcapLengthOrder.OriginalFirst,
                (2, 3) => PcapLengthOrder.SmallerIsCaptured,    // some writers said 2.3 and kept the old order
                _ => PcapLengthOrder.CapturedFirst,
            },
        };
    }

    private static bool TryMagic(uint magic, bool bigEndian, out PcapFileHeader header)
    {
        var plain = new PcapFileHeader { BigEndian = bigEndian, Length = StandardLength, RecordHeaderLength = RecordLength };
        header = magic switch
        {
            MicrosecondMagic => plain with { Format = CaptureFormat.Pcap },
            NanosecondMagic => plain with { Format = CaptureFormat.PcapNanosecond, Nanoseconds = true },
            ModifiedMagic => plain with { Format = CaptureFormat.PcapModified, RecordHeaderLength = ModifiedRecordLength },
            IxiaHardwareMagic => plain with { Format = CaptureFormat.PcapIxia, Nanoseconds = true, Length = StandardLength + IxiaExtraLength },
            IxiaSoftwareMagic => plain with { Format = CaptureFormat.PcapIxia, Length = StandardLength + IxiaExtraLength },
            _ => default,
        };
        return header.Length > 0;
    }

    private ushort U16(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint U32(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
