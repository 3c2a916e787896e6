using System.Text;

namespace NetSensor.Generator;

/// <summary>Numbers and text as protocols write them.</summary>
internal static class Octets
{
    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];
    public static byte[] U24(int value) => [(byte)(value >> 16), (byte)(value >> 8), (byte)value];
    public static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
    public static byte[] Le16(int value) => [(byte)value, (byte)(value >> 8)];
    public static byte[] Le32(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
    public static byte[] Le64(ulong value) => [.. Le32((uint)value), .. Le32((uint)(value >> 32))];
    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
    public static byte[] Utf16(string text) => Encoding.Unicode.GetBytes(text);

    /// <summary>A block behind its length of one byte, or of two.</summary>
    public static byte[] Block8(byte[] body) => [(byte)body.Length, .. body];
    public static byte[] Block16(byte[] body) => [.. U16(body.Length), .. body];

    /// <summary>Bytes without meaning: keys, random values, what is encrypted.</summary>
    public static byte[] Noise(int length, Random chance)
    {
        var bytes = new byte[length];
        chance.NextBytes(bytes);
        return bytes;
    }
}
