using System.Buffers.Binary;
using System.Text;

namespace NetSensor.Tests.Protocols.Gssapi;

/// <summary>Messages of NTLM, built from [MS-NLMP] §2.2.1, and SPNEGO around them (RFC 4178 §4.2).</summary>
internal static class NtlmMessages
{
    private const uint Unicode = 1, TargetInfo = 0x00800000, Version = 0x02000000;
    private static readonly byte[] Windows10 = [10, 0, 0x61, 0x4a, 0, 0, 0, 15];        // 10.0.19041

    public static byte[] Negotiate => [.. Head(1), .. U32(Unicode | Version), .. new byte[16], .. Windows10];

    public static byte[] Challenge
    {
        get
        {
            byte[] target = Utf16("EXAMPLE");
            byte[] info = [.. Pair(2, "EXAMPLE"), .. Pair(1, "FILES"), .. Pair(4, "example.org"), .. Pair(3, "files.example.org"), .. Pair(5, "example.org"), .. new byte[4]];
            const int Payload = 56;
            return [.. Head(2), .. Field(target.Length, Payload), .. U32(Unicode | TargetInfo | Version), .. new byte[16],
                .. Field(info.Length, Payload + target.Length), .. Windows10, .. target, .. info];
        }
    }

    public static byte[] Authenticate(string domain, string user, string workstation, int ntLength = 0)
    {
        byte[] spn = [.. Pair(9, "cifs/FILES"), 6, 0, 4, 0, 2, 0, 0, 0, .. new byte[4]];            // name, flags: integrity code
        byte[] nt = ntLength > 0 ? new byte[ntLength] : [.. new byte[44], .. spn];
        byte[] lm = new byte[24];
        lm[20] = 1;                                                                                  // no zeros behind a challenge of the client's own
        var parts = new[] { lm, nt, Utf16(domain), Utf16(user), Utf16(workstation), [] };
        var at = 88;
        var fields = new List<byte>();
        foreach (var part in parts)
        {
            fields.AddRange(Field(part.Length, at));
            at += part.Length;
        }
        return [.. Head(3), .. fields, .. U32(Unicode | Version), .. Windows10, .. new byte[16], .. parts.SelectMany(part => part)];
    }

    public static byte[] Anonymous => [.. Head(3), .. Enumerable.Range(0, 6).SelectMany(_ => Field(0, 88)), .. U32(Unicode), .. new byte[24]];

    /// <summary>A token of the server: its state, and the mechanism's token if there is one.</summary>
    public static byte[] SpnegoAnswer(byte state, byte[]? token = null) => Samples.Tlv(0xa1, Samples.Tlv(0x30,
        [0xa0, 3, 0x0a, 1, state, .. token is null ? [] : Samples.Tlv(0xa2, Samples.Tlv(4, token))]));

    /// <summary>A later token of the client.</summary>
    public static byte[] SpnegoReply(byte[] token) => Samples.Tlv(0xa1, Samples.Tlv(0x30, Samples.Tlv(0xa2, Samples.Tlv(4, token))));

    private static byte[] Head(uint type) => [.. "NTLMSSP\0"u8, .. U32(type)];
    private static byte[] Utf16(string text) => Encoding.Unicode.GetBytes(text);
    private static byte[] Field(int length, int offset) => [(byte)length, (byte)(length >> 8), (byte)length, (byte)(length >> 8), .. U32((uint)offset)];
    private static byte[] Pair(byte id, string text) => [id, 0, (byte)Utf16(text).Length, 0, .. Utf16(text)];

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
