using NetSensor.Events;
using NetSensor.Protocols.Recognition;
using NetSensor.Wire;

namespace NetSensor.Protocols.Snmp;

/// <summary>
/// Heads of SNMP messages (RFC 1157 §4, RFC 3412 §6).
/// <code>| 30 len | 02 01 version | 04 len community (versions 1, 2c) or 30 len header (version 3) | … |</code>
/// </summary>
public static class SnmpMessage
{
    /// <summary>A message of the originator may be it, an answer proves it: a trap to nobody proves nothing.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        var reader = new ByteReader(bytes);
        var sequence = Der.Head(ref reader, out _);
        var version = Der.SmallInteger(ref reader);
        var next = Der.Head(ref reader, out _);
        if (reader.Truncated || sequence != Der.Sequence) return ProbeVerdict.No;
        var fits = version is 0 or 1 or 2 ? next == Der.OctetString : version == 3 && next == Der.Sequence;
        if (!fits) return ProbeVerdict.No;
        return direction == Direction.FromResponder ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }
}
