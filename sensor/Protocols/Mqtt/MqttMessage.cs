using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Mqtt;

/// <summary>
/// The first packet of MQTT (MQTT 3.1.1 §3.1, §3.2).
/// <code>
/// CONNECT: | 10 | remaining length 1 to 4 | 00 04 'MQTT' or 00 06 'MQIsdp' | level 1 | … |
/// CONNACK: | 20 | 02 … | flags 1 | code 1 | … |
/// </code>
/// </summary>
public static class MqttMessage
{
    private const byte Connect = 0x10;
    private const byte ConnectAcknowledge = 0x20;

    /// <summary>Judges the first bytes of a side: the client's CONNECT proves it, the server's answer alone does not.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (direction == Direction.FromResponder) return bytes[0] == ConnectAcknowledge ? ProbeVerdict.Maybe : ProbeVerdict.No;
        if (bytes[0] != Connect) return ProbeVerdict.No;
        var reader = new ByteReader(bytes);
        reader.Skip(1);
        for (var digits = 0; digits < 4 && (reader.U8() & 0x80) != 0; digits++) { }
        var length = reader.U16();
        if (reader.Truncated) return ProbeVerdict.Maybe;
        if (length is not (4 or 6)) return ProbeVerdict.No;
        var name = reader.Bytes(length);
        if (reader.Truncated) return ProbeVerdict.Maybe;
        return name.SequenceEqual("MQTT"u8) || name.SequenceEqual("MQIsdp"u8) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
