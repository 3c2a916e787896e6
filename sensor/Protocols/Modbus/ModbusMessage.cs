using NetSensor.Wire;

namespace NetSensor.Protocols.Modbus;

/// <summary>
/// Modbus over TCP (Modbus Messaging on TCP/IP §3.1.3).
/// <code>| transaction 2 | protocol 2, zero | length 2 | unit 1 | function 1 | … |</code>
/// </summary>
public static class ModbusMessage
{
    private const int MaxLength = 254;              // unit, function and 252 bytes of data

    /// <summary>Judges the first bytes of a side: a whole unit proves it.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        reader.Skip(2);
        var protocol = reader.U16();
        var length = reader.U16();
        if (reader.Truncated) return ProbeVerdict.Maybe;
        if (protocol != 0 || length is < 2 or > MaxLength) return ProbeVerdict.No;
        reader.Skip(length);
        return reader.Truncated ? ProbeVerdict.Maybe : ProbeVerdict.Yes;
    }
}
