using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Values in ASN.1's distinguished encoding (X.690).</summary>
internal static class Der
{
    public static byte[] Tlv(int tag, params byte[][] parts)
    {
        byte[] body = [.. parts.SelectMany(part => part)];
        return body.Length < 128 ? [(byte)tag, (byte)body.Length, .. body] : [(byte)tag, 0x82, .. U16(body.Length), .. body];
    }

    public static byte[] Field(int number, params byte[][] parts) => Tlv(0xA0 + number, parts);
    public static byte[] Number(int value) => value < 0x80 ? [2, 1, (byte)value] : [2, 2, .. U16(value)];
    public static byte[] Sequence(params byte[][] parts) => Tlv(0x30, parts);
    public static byte[] Bytes(byte[] value) => Tlv(4, value);
    public static byte[] Text(string text) => Tlv(0x1B, Ascii(text));
    public static byte[] Time(string text) => Tlv(0x18, Ascii(text));
}
