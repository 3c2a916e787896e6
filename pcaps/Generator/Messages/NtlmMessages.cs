using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Messages of NTLM ([MS-NLMP] §2.2.1) and SPNEGO's around them (RFC 4178 §4.2).</summary>
public static class NtlmMessages
{
    private const uint Flags = 0x0280_0001;                                        // Unicode, target information, version
    private static readonly byte[] Windows10 = [10, 0, 0x61, 0x4a, 0, 0, 0, 15];   // 10.0.19041

    /// <summary>A client's first message.</summary>
    public static byte[] Negotiate => [.. Head(1), .. Le32(Flags), .. new byte[16], .. Windows10];

    /// <summary>A server's challenge.</summary>
    public static byte[] Challenge(string server, Random chance)
    {
        var target = Utf16("OFFICE");
        byte[] information = [.. Pair(2, "OFFICE"), .. Pair(1, server), .. Pair(4, "office.example"), .. Pair(3, server.ToLowerInvariant() + ".office.example"), 0, 0, 0, 0];
        return [.. Head(2), .. Field(target.Length, 56), .. Le32(Flags), .. Noise(8, chance), .. new byte[8], .. Field(information.Length, 56 + target.Length), .. Windows10, .. target, .. information];
    }

    /// <summary>A client's answer, with NTLM version 2.</summary>
    public static byte[] Authenticate(string domain, string user, string workstation, Random chance)
    {
        byte[] answer = [.. Noise(44, chance), 0, 0, 0, 0];
        byte[][] parts = [new byte[24], answer, Utf16(domain), Utf16(user), Utf16(workstation), []];
        var at = 88;
        var fields = new List<byte>();
        foreach (var part in parts)
        {
            fields.AddRange(Field(part.Length, at));
            at += part.Length;
        }
        return [.. Head(3), .. fields, .. Le32(Flags), .. Windows10, .. new byte[16], .. parts.SelectMany(part => part)];
    }

    private static byte[] Head(uint type) => [.. "NTLMSSP\0"u8, .. Le32(type)];
    private static byte[] Field(int length, int offset) => [.. Le16(length), .. Le16(length), .. Le32((uint)offset)];
    private static byte[] Pair(byte id, string text) => [id, 0, .. Le16(text.Length * 2), .. Utf16(text)];
}
