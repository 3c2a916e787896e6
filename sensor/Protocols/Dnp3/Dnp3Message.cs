using NetSensor.Wire;

namespace NetSensor.Protocols.Dnp3;

/// <summary>
/// Frames of DNP3: link, transport and application layer (IEEE 1815 §9.2, §8.2, §4.2).
/// <code>
/// | 05 64 | length 1 | control 1: from master 1 bit, … | destination 2 | source 2 | checksum 2 | blocks of 16 bytes and 2 of checksum |
/// blocks: | final 1 bit, first 1 bit, sequence 6 | application control 1 | function 1 | indications 2, of responses | objects … |
/// </code>
/// </summary>
/// <param name="FromMaster">Whether a master sent it.</param>
/// <param name="Destination">Link address of the receiver.</param>
/// <param name="Source">Link address of the sender.</param>
/// <param name="Function">Function code; -1 when the frame begins no application message.</param>
/// <param name="Indications">Internal indications of a response; -1 otherwise.</param>
public readonly record struct Dnp3Message(bool FromMaster, int Destination, int Source, int Function, int Indications)
{
    /// <summary>Length of the head with its checksum.</summary>
    public const int HeadLength = 10;
    /// <summary>Longest frame: 250 bytes in blocks behind the head.</summary>
    public const int MaxFrame = 292;
    /// <summary>Functions from here on are responses.</summary>
    public const int FirstResponse = 0x81;

    private const int CheckedLength = 8;
    private const int CountedOfHead = 5;            // the length counts control and addresses, not mark, length and checksums
    private const int BlockLength = 16;
    private const byte First = 0x40;
    private const ushort Polynomial = 0xa6bc;       // CRC-16/DNP, reflected (IEEE 1815 §9.2.4.5)

    /// <summary>Judges the first bytes of a side: mark, length and checksum of the header.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0x05) return ProbeVerdict.No;
        if (bytes.Length > 1 && bytes[1] != 0x64) return ProbeVerdict.No;
        if (bytes.Length > 2 && bytes[2] < CountedOfHead) return ProbeVerdict.No;
        if (bytes.Length < HeadLength) return ProbeVerdict.Maybe;
        return new ByteReader(bytes[CheckedLength..]).U16Le() == Checksum(bytes[..CheckedLength]) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Length of the frame that begins here; 0 when more bytes are needed, -1 when none begins.</summary>
    public static int FrameLength(ReadOnlySpan<byte> bytes)
    {
        switch (Judge(bytes))
        {
            case ProbeVerdict.No:
                return -1;
            case ProbeVerdict.Maybe:
                return 0;
            default:
                var data = bytes[2] - CountedOfHead;
                return HeadLength + data + (data + BlockLength - 1) / BlockLength * 2;
        }
    }

    /// <summary>Reads a whole frame that <see cref="Judge"/> accepts.</summary>
    public static Dnp3Message Read(ReadOnlySpan<byte> frame)
    {
        const byte fromMasterBit = 0x80;
        var reader = new ByteReader(frame);
        reader.Skip(3);
        var fromMaster = (reader.U8() & fromMasterBit) != 0;
        var (destination, source) = (reader.U16Le(), reader.U16Le());
        reader.Skip(2);
        var data = frame[2] - CountedOfHead;
        var transport = reader.U8();
        reader.Skip(1);
        int function = reader.U8();
        if (data < 3 || (transport & First) == 0) function = -1;
        int indications = reader.U16();
        if (data < 5 || function < FirstResponse) indications = -1;
        return new Dnp3Message(fromMaster, destination, source, reader.Truncated && indications >= 0 ? -1 : function, indications);
    }

    /// <summary>Zeek's name of a function code (IEEE 1815 §4.4).</summary>
    public static string FunctionName(int code) => code switch
    {
        >= 0 when code < Requests.Length => Requests[code],
        0x81 => "RESPONSE",
        0x82 => "UNSOLICITED_RESPONSE",
        0x83 => "AUTHENTICATE_RESP",
        _ => $"unknown-{code}",
    };

    private static readonly string[] Requests =
    [
        "CONFIRM", "READ", "WRITE", "SELECT", "OPERATE", "DIRECT_OPERATE", "DIRECT_OPERATE_NR", "IMMED_FREEZE", "IMMED_FREEZE_NR", "FREEZE_CLEAR",
        "FREEZE_CLEAR_NR", "FREEZE_AT_TIME", "FREEZE_AT_TIME_NR", "COLD_RESTART", "WARM_RESTART", "INITIALIZE_DATA", "INITIALIZE_APPL", "START_APPL",
        "STOP_APPL", "SAVE_CONFIG", "ENABLE_UNSOLICITED", "DISABLE_UNSOLICITED", "ASSIGN_CLASS", "DELAY_MEASURE", "RECORD_CURRENT_TIME", "OPEN_FILE",
        "CLOSE_FILE", "DELETE_FILE", "GET_FILE_INFO", "AUTHENTICATE_FILE", "ABORT_FILE", "ACTIVATE_CONFIG", "AUTHENTICATE_REQ", "AUTHENTICATE_ERR",
    ];

    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        var remainder = 0;
        foreach (var octet in bytes)
        {
            remainder ^= octet;
            for (var bit = 0; bit < 8; bit++) remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ Polynomial : remainder >> 1;
        }
        return (ushort)~remainder;
    }
}
