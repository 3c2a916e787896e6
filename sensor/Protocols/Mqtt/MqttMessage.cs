using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Mqtt;

/// <summary>
/// Packets of MQTT 3.1, 3.1.1 and 5 (MQTT 5.0 §2, §3).
/// <code>
/// | type 4 bits, flags 4 | remaining length 1 to 4, seven bits each | … |
/// CONNECT:   | name: length 2, "MQTT" or "MQIsdp" | level 1 | flags 1 | keep alive 2 | properties (5) | client id | will | user | password |
/// CONNACK:   | flags 1 | code 1 | properties (5) |
/// PUBLISH:   | topic: length 2, text | id 2, unless quality 0 | properties (5) | payload |
/// SUBSCRIBE: | id 2 | properties (5) | topic, options 1 | … |        SUBACK: | id 2 | properties (5) | code 1 | … |
/// </code>
/// </summary>
public static class MqttMessage
{
    /// <summary>The status of a client that was let in.</summary>
    public const string Accepted = "Connection Accepted";

    private const byte Version5 = 5;
    private const byte WillFlag = 0x04;
    private const byte PasswordFlag = 0x40;
    private const byte UserFlag = 0x80;
    private const int MaxTopics = 64;               // of one subscription; brokers set lower limits
    private const int MaxText = 1024;               // client ids, topics and users of real clients stay below a hundred
    private const int MaxPayload = 100;             // Zeek's limit

    /// <summary>Kind of the packet that begins here.</summary>
    public static MqttPacketType Type(ReadOnlySpan<byte> packet) => (MqttPacketType)(packet[0] >> 4);

    /// <summary>Length of the packet that begins here; 0 when more bytes are needed, -1 when none begins.</summary>
    public static int PacketLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 0;
        if (bytes[0] >> 4 == 0 || !FlagsFit(bytes[0])) return -1;
        var reader = new ByteReader(bytes[1..]);
        var length = VariableLength(ref reader);
        if (reader.Truncated) return bytes.Length > 4 ? -1 : 0;
        return 1 + reader.Position + length;
    }

    /// <summary>Judges the first bytes of a side: the client's CONNECT proves it, the server's answer alone does not.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        var type = (MqttPacketType)(bytes[0] >> 4);
        if (direction == Direction.FromResponder) return type == MqttPacketType.ConnectAck ? ProbeVerdict.Maybe : ProbeVerdict.No;
        if (type != MqttPacketType.Connect) return ProbeVerdict.No;
        var reader = Body(bytes);
        var length = reader.U16();
        if (reader.Truncated) return ProbeVerdict.Maybe;
        if (length is not (4 or 6)) return ProbeVerdict.No;
        var name = reader.Bytes(length);
        if (reader.Truncated) return ProbeVerdict.Maybe;
        return name.SequenceEqual("MQTT"u8) || name.SequenceEqual("MQIsdp"u8) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Reads a CONNECT into its event; says the protocol level, 0 when it is cut.</summary>
    public static int ReadConnect(ReadOnlySpan<byte> packet, MqttConnectEvent told)
    {
        var reader = Body(packet);
        var name = reader.Bytes(reader.U16());
        var level = reader.U8();
        var flags = reader.U8();
        reader.Skip(2);
        SkipProperties(ref reader, level);
        var client = reader.Bytes(reader.U16());
        if (reader.Truncated) return 0;
        told.ProtocolName = EscapedText.From(name, MaxText);
        told.ProtocolVersion = level switch { 3 => "3.1", 4 => "3.1.1", Version5 => "5.0", _ => $"unknown-{level}" };
        told.ClientId = EscapedText.From(client, MaxText);
        if ((flags & WillFlag) != 0)
        {
            SkipProperties(ref reader, level);
            told.WillTopic = Text(ref reader, MaxText);
            told.WillPayload = Text(ref reader, MaxPayload);
        }
        if ((flags & UserFlag) != 0) told.User = Text(ref reader, ClearTextLoginEvent.MaxUserBytes);
        told.SentPassword = (flags & PasswordFlag) != 0 && reader.U16() > 0 && !reader.Truncated;
        return level;
    }

    /// <summary>The code of a CONNACK in Zeek's words, those of version 5 as its specification has them (§3.2.2.2).</summary>
    public static string ConnectStatus(ReadOnlySpan<byte> packet)
    {
        var reader = Body(packet);
        reader.Skip(1);
        var code = reader.U8();
        return code switch
        {
            0 => Accepted,
            1 => "Refused: unacceptable protocol version",
            2 => "Refused: identifier rejected",
            3 => "Refused: server unavailable",
            4 => "Refused: bad user name or password",
            5 => "Refused: not authorized",
            0x84 => "Refused: unsupported protocol version",
            0x85 => "Refused: client identifier not valid",
            0x86 => "Refused: bad user name or password",
            0x87 => "Refused: not authorized",
            0x88 => "Refused: server unavailable",
            _ => $"unknown-{code}",
        };
    }

    /// <summary>Reads a PUBLISH, of which <paramref name="length"/> bytes were sent; null when its head is cut. Its id is 0 with quality 0.</summary>
    public static MqttPublishEvent? ReadPublish(ReadOnlySpan<byte> packet, int length, int level, (Direction Direction, Timestamp Now) seen, out int id)
    {
        var quality = (packet[0] >> 1) & 3;
        var reader = Body(packet);
        var topic = reader.Bytes(reader.U16());
        id = quality == 0 ? 0 : reader.U16();
        SkipProperties(ref reader, level);
        if (reader.Truncated) return null;
        var bodyStart = packet.Length - reader.Remaining;
        return new MqttPublishEvent
        {
            Begin = seen.Now,
            FromClient = seen.Direction == Direction.FromOriginator,
            Retain = (packet[0] & 1) != 0,
            Quality = quality,
            IsComplete = quality == 0,
            Topic = EscapedText.From(topic, MaxText),
            Payload = EscapedText.From(reader.Rest, MaxPayload),
            PayloadLength = length - bodyStart,
        };
    }

    /// <summary>Reads a SUBSCRIBE or UNSUBSCRIBE; null when it is cut before its first topic.</summary>
    public static MqttSubscribeEvent? ReadSubscribe(ReadOnlySpan<byte> packet, int level, Timestamp now, out int id)
    {
        var isUnsubscribe = Type(packet) == MqttPacketType.Unsubscribe;
        var reader = Body(packet);
        id = reader.U16();
        SkipProperties(ref reader, level);
        var topics = new List<string>();
        var qualities = new List<int>();
        while (!reader.AtEnd && topics.Count < MaxTopics)             // ends: each turn takes a topic, or truncates
        {
            var topic = reader.Bytes(reader.U16());
            var options = isUnsubscribe ? (byte)0 : reader.U8();
            if (reader.Truncated) break;
            topics.Add(EscapedText.From(topic, MaxText));
            qualities.Add(options & 3);
        }
        if (topics.Count == 0) return null;
        return new MqttSubscribeEvent { Begin = now, IsUnsubscribe = isUnsubscribe, Topics = topics, Qualities = isUnsubscribe ? null : qualities };
    }

    /// <summary>The id that an acknowledgement is for; <paramref name="first"/> is its first code, -1 without.</summary>
    public static int ReadAcknowledged(ReadOnlySpan<byte> packet, int level, out int first)
    {
        var reader = Body(packet);
        var id = reader.U16();
        SkipProperties(ref reader, level);
        first = reader.U8();
        if (reader.Truncated) first = -1;
        return id;
    }

    /// <summary>A reader behind the fixed header, over what the packet holds and there is of it.</summary>
    private static ByteReader Body(ReadOnlySpan<byte> packet)
    {
        var reader = new ByteReader(packet);
        reader.Skip(1);
        var length = VariableLength(ref reader);
        return reader.Truncated ? reader : reader.Block(Math.Min(length, reader.Remaining));
    }

    private static int VariableLength(ref ByteReader reader)
    {
        var value = 0;
        for (var shift = 0; shift < 28; shift += 7)                   // at most four bytes (§1.5.5)
        {
            var octet = reader.U8();
            value |= (octet & 0x7f) << shift;
            if ((octet & 0x80) == 0) return value;
        }
        reader.Skip(int.MaxValue);                                    // a fifth byte: no length
        return 0;
    }

    private static void SkipProperties(ref ByteReader reader, int level)
    {
        if (level == Version5) reader.Skip(VariableLength(ref reader));
    }

    private static string? Text(ref ByteReader reader, int max)
    {
        var bytes = reader.Bytes(reader.U16());
        return reader.Truncated ? null : EscapedText.From(bytes, max);
    }

    /// <summary>Flags are fixed for all but PUBLISH (§2.1.3); version 3.1 also sets them on what asks for an acknowledgement, and may mark copies.</summary>
    private static bool FlagsFit(byte first) => (MqttPacketType)(first >> 4) switch
    {
        MqttPacketType.Publish => (first & 6) != 6,
        MqttPacketType.PublishRelease or MqttPacketType.Subscribe or MqttPacketType.Unsubscribe => (first & 7) == 2,
        _ => (first & 15) == 0,
    };
}
