using NetSensor.Wire;

namespace NetSensor.Protocols.S7;

/// <summary>
/// S7 communication inside COTP inside TPKT (RFC 1006 §6, RFC 905 §13.3).
/// <code>
/// TPKT, COTP: | 03 00 | length 2 | length 1 | e0 request or d0 confirm | references 4 | class 1 | c0, c1, c2 length 1 value: size, TSAPs | … |
///             | 03 00 | length 2 | 02 | f0 data | 80 last of it | data |
/// S7:         | 32 | kind 1 | 0 2 | reference 2 | length of parameters 2 | length of data 2 | error 2, of kinds 2 and 3 | parameters | data |
/// read SZL:   parameters | 00 01 12 08 12 | 84 answer, CPU functions | 01 | … |     data | ff | 09 | length 2 | SZL id 2, index 2 | size 2 | count 2 | entries … |
/// </code>
/// </summary>
public static class S7Message
{
    /// <summary>Longest frame that TPKT can hold.</summary>
    public const int MaxFrame = 0xffff;

    private const int TpktLength = 4;
    private const byte ConnectionRequest = 0xe0, ConnectionConfirm = 0xd0, Data = 0xf0;
    private const int FirstParameter = 11;          // of a connection request or confirm
    private const int DataStart = 7;
    private const byte Mark = 0x32;
    private const byte UserData = 7;

    /// <summary>Length of the frame that begins here; 0 when more bytes are needed, -1 when none begins.</summary>
    public static int FrameLength(ReadOnlySpan<byte> bytes)
    {
        if ((bytes.Length > 0 && bytes[0] != 3) || (bytes.Length > 1 && bytes[1] != 0)) return -1;
        if (bytes.Length < TpktLength) return 0;
        var length = (bytes[2] << 8) | bytes[3];
        return length < DataStart ? -1 : length;
    }

    /// <summary>
    /// Judges the first bytes of a side: a connection request or confirm that names TSAPs or a size. RDP's, which look like it otherwise, name neither.
    /// </summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        if (FrameLength(bytes) < 0) return ProbeVerdict.No;
        if (bytes.Length > 5 && (bytes[5] & 0xf0) is not (ConnectionRequest or ConnectionConfirm)) return ProbeVerdict.No;
        if (bytes.Length > 3 && FrameLength(bytes) <= FirstParameter) return ProbeVerdict.No;
        if (bytes.Length <= FirstParameter) return ProbeVerdict.Maybe;
        return bytes[FirstParameter] is >= 0xc0 and <= 0xc2 ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Whether a whole frame opens or confirms a connection.</summary>
    public static bool IsConnection(ReadOnlySpan<byte> frame) => (frame[5] & 0xf0) is ConnectionRequest or ConnectionConfirm;

    /// <summary>What a data frame carries; empty for others.</summary>
    public static ReadOnlySpan<byte> Carried(ReadOnlySpan<byte> frame) => frame[4] == 2 && frame[5] == Data ? frame[DataStart..] : default;

    /// <summary>Whether this is a message of S7.</summary>
    public static bool IsS7(ReadOnlySpan<byte> carried) => carried.Length >= 10 && carried[0] == Mark && carried[1] is 1 or 2 or 3 or UserData;

    /// <summary>The entries of an answer that reads a system status list; false when it is none.</summary>
    public static bool TryReadList(ReadOnlySpan<byte> carried, out int id, out int size, out ReadOnlySpan<byte> entries)
    {
        const byte answerOfCpu = 0x84, readList = 1, good = 0xff;
        (id, size) = (0, 0);
        entries = default;
        var reader = new ByteReader(carried);
        reader.Skip(1);
        if (reader.U8() != UserData) return false;
        reader.Skip(4);
        var parametersLength = reader.U16();
        reader.Skip(2);
        var parameters = reader.Block(parametersLength);
        parameters.Skip(5);
        if (parameters.U8() != answerOfCpu || parameters.U8() != readList || parameters.Truncated) return false;
        if (reader.U8() != good) return false;
        reader.Skip(3);
        id = reader.U16();
        reader.Skip(2);
        size = reader.U16();
        reader.Skip(2);
        entries = reader.Truncated ? default : reader.Rest;
        return !reader.Truncated && size > 2;
    }
}
