using System.Text;
using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Mqtt;

/// <summary>Sessions of MQTT, written by hand from its specifications.</summary>
internal static class MqttTalks
{
    /// <summary>Version 3.1.1: login with a will, a message of each quality, a subscription and its end.</summary>
    public static FuzzSeed Version311 => new(
    [
        (Direction.FromOriginator, Packet(0x10, Text("MQTT"), [4, 0xc4, 0, 60], Text("meter-7"), Text("lost"), Text("gone"), Text("bob"), Text("secret"))),
        (Direction.FromResponder, [0x20, 2, 0, 0]),
        (Direction.FromOriginator, Packet(0x31, Text("house/power"), "230"u8.ToArray())),                    // quality 0, retained
        (Direction.FromOriginator, Packet(0x32, Text("house/water"), [0, 1], "7"u8.ToArray())),              // quality 1, id 1
        (Direction.FromResponder, [0x40, 2, 0, 1]),
        (Direction.FromOriginator, Packet(0x34, Text("house/gas"), [0, 2], "9"u8.ToArray())),                // quality 2, id 2
        (Direction.FromResponder, [0x50, 2, 0, 2]),
        (Direction.FromOriginator, [0x62, 2, 0, 2]),
        (Direction.FromResponder, [0x70, 2, 0, 2]),
        (Direction.FromOriginator, Packet(0x82, [0, 3], Text("house/#"), [1], Text("door"), [2])),
        (Direction.FromResponder, [0x90, 4, 0, 3, 1, 2]),
        (Direction.FromOriginator, Packet(0xa2, [0, 4], Text("door"))),
        (Direction.FromResponder, [0xb0, 2, 0, 4]),
        (Direction.FromOriginator, [0xe0, 0]),
    ]);

    /// <summary>Version 5, with properties.</summary>
    public static FuzzSeed Version5 => new(
    [
        (Direction.FromOriginator, Packet(0x10, Text("MQTT"), [5, 2, 0, 60, 3, 0x21, 0, 20], Text("five"))),  // receive maximum 20
        (Direction.FromResponder, [0x20, 6, 0, 0x87, 3, 0x21, 0, 10]),                                       // not authorized
        (Direction.FromOriginator, Packet(0x30, Text("t"), [2, 1, 1], "x"u8.ToArray())),                      // payload is text
    ]);

    public static byte[] Text(string text) => [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    public static byte[] Packet(byte first, params byte[][] parts)
    {
        byte[] body = [.. parts.SelectMany(part => part)];
        return body.Length < 128 ? [first, (byte)body.Length, .. body] : [first, (byte)(body.Length & 127 | 128), (byte)(body.Length >> 7), .. body];
    }
}
