using System.Buffers.Binary;
using System.Text;

namespace NetSensor.Tests.Protocols.Ldap;

/// <summary>Messages of LDAP, built from RFC 4511's ASN.1.</summary>
internal static class LdapMessages
{
    public static byte[] Tlv(byte tag, params byte[][] parts) => Samples.Tlv(tag, [.. parts.SelectMany(part => part)]);
    public static byte[] Text(byte tag, string text) => Samples.Tlv(tag, Encoding.UTF8.GetBytes(text));
    public static byte[] Number(byte tag, byte value) => [tag, 1, value];
    public static byte[] Message(byte id, byte operation, params byte[][] parts) => Tlv(0x30, Number(2, id), Tlv(operation, parts));

    public static byte[] SimpleBind(byte id, string name, string password) => Message(id, 0x60, Number(2, 3), Text(4, name), Text(0x80, password));
    public static byte[] SaslBind(byte id, string mechanism, byte[] token) =>
        Message(id, 0x60, Number(2, 3), Text(4, ""), Tlv(0xa3, Text(4, mechanism), Samples.Tlv(4, token)));
    public static byte[] BindAnswer(byte id, byte code, byte[]? token = null) =>
        Message(id, 0x61, Number(0x0a, code), Text(4, ""), Text(4, code == 49 ? "no\n" : ""), token is null ? [] : Samples.Tlv(0x87, token));
    public static byte[] Answer(byte id, byte operation, byte code) => Message(id, operation, Number(0x0a, code), Text(4, ""), Text(4, ""));
    public static byte[] Search(byte id, string name, byte scope, byte[] filter, params string[] attributes) => Message(id, 0x63,
        Text(4, name), Number(0x0a, scope), Number(0x0a, 0), Number(2, 0), Number(2, 0), Number(1, 0), filter, Tlv(0x30, [.. attributes.Select(attribute => Text(4, attribute))]));
    public static byte[] Entry(byte id, string name) => Message(id, 0x64, Text(4, name), Tlv(0x30, Tlv(0x30, Text(4, "cn"), Tlv(0x31, Text(4, new string('x', 300))))));
    public static byte[] Unbind(byte id) => Message(id, 0x42);
    public static byte[] StartTls(byte id) => Message(id, 0x77, Text(0x80, "1.3.6.1.4.1.1466.20037"));

    public static byte[] Equal(string attribute, byte[] value) => Tlv(0xa3, Text(4, attribute), Samples.Tlv(4, value));
    public static byte[] Equal(string attribute, string value) => Equal(attribute, Encoding.UTF8.GetBytes(value));

    /// <summary>A frame of Kerberos (RFC 4121 §4.2.6.2): flags, extra count, rotation, then 8 bytes of sequence.</summary>
    public static byte[] KerberosFrame(byte flags, byte[] inside, byte extra = 12, byte rotation = 12)
    {
        byte[] checksum = new byte[extra];
        byte[] wrapped = [5, 4, flags, 0xff, 0, extra, 0, rotation, 0, 0, 0, 0, 0, 0, 0, 1, .. rotation == 0 ? [.. inside, .. checksum] : (byte[])[.. checksum, .. inside]];
        return Framed(wrapped);
    }

    public static byte[] Framed(byte[] inside)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, inside.Length);
        return [.. length, .. inside];
    }
}
