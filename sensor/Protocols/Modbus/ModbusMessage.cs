using NetSensor.Wire;

namespace NetSensor.Protocols.Modbus;

/// <summary>
/// Modbus over TCP (Modbus Messaging on TCP/IP §3.1.3).
/// <code>| transaction 2 | protocol 2, zero | length 2 | unit 1 | function 1 | … |</code>
/// </summary>
public static class ModbusMessage
{
    private const int HeaderLength = 6;
    private const int MaxLength = 254;              // unit, function and 252 bytes of data

    /// <summary>Longest frame.</summary>
    public const int MaxFrame = HeaderLength + MaxLength;

    /// <summary>Length of the frame that begins here; 0 when more bytes are needed, -1 when none begins.</summary>
    public static int FrameLength(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        reader.Skip(2);
        var protocol = reader.U16();
        var length = reader.U16();
        if (reader.Truncated) return 0;
        return protocol == 0 && length is >= 2 and <= MaxLength ? HeaderLength + length : -1;
    }

    /// <summary>Judges the first bytes of a side: a whole unit proves it.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        var length = FrameLength(bytes);
        if (length < 0) return ProbeVerdict.No;
        return length == 0 || bytes.Length < length ? ProbeVerdict.Maybe : ProbeVerdict.Yes;
    }
}
