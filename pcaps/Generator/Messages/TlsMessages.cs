using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>What servers answer in TLS, and the records around it (RFC 8446, RFC 5246).</summary>
public static class TlsMessages
{
    /// <summary>The end of a handshake of TLS 1.2 on either side: a change of ciphers and an encrypted Finished.</summary>
    public static byte[] Finished(Random chance) => [20, 3, 3, 0, 1, 1, .. Record(22, Noise(40, chance))];

    /// <summary>A record.</summary>
    public static byte[] Record(byte type, byte[] body) => [type, 3, 3, .. Block16(body)];

    /// <summary>A record of encrypted data.</summary>
    public static byte[] Data(int length, Random chance) => Record(23, Noise(length, chance));

    /// <summary>The beginnings of records of encrypted data that fill a number of bytes.</summary>
    public static IEnumerable<(byte[] Begin, int Length)> LongData(long bytes)
    {
        const int largest = 16_384 + 17;
        for (; bytes > 0; bytes -= largest)
        {
            var length = (int)Math.Min(bytes, largest);
            yield return ([23, 3, 3, .. U16(length)], length + 5);
        }
    }

    /// <summary>A server's first flight in TLS 1.3: ServerHello, then what is encrypted.</summary>
    public static byte[] ServerFlight13(int cipher, Random chance)
    {
        byte[] extensions = [.. U16(43), .. Block16([3, 4]), .. U16(51), .. Block16([.. U16(0x001D), .. Block16(Noise(32, chance))])];
        byte[] hello = [3, 3, .. Noise(32, chance), .. Block8(Noise(32, chance)), .. U16(cipher), 0, .. Block16(extensions)];
        return [.. Record(22, [2, .. U24(hello.Length), .. hello]), 20, 3, 3, 0, 1, 1, .. Data(480 + chance.Next(60), chance)];
    }

    /// <summary>A server's first flight in TLS 1.2: ServerHello, certificates, key exchange, done.</summary>
    public static byte[] ServerFlight12(int cipher, IReadOnlyList<byte[]> certificates, string? protocol, Random chance)
    {
        byte[] extensions = [.. U16(65281), 0, 1, 0, .. U16(23), 0, 0, .. protocol is null ? [] : (byte[])[.. U16(16), .. Block16(Block16(Block8(Ascii(protocol))))]];
        byte[] hello = [3, 3, .. Noise(32, chance), .. Block8(Noise(32, chance)), .. U16(cipher), 0, .. Block16(extensions)];
        byte[] chain = [.. certificates.SelectMany(certificate => (byte[])[.. U24(certificate.Length), .. certificate])];
        byte[] exchange = [3, .. U16(0x001D), .. Block8(Noise(32, chance)), 4, 1, .. Block16(Noise(256, chance))];
        return
        [
            .. Record(22, [2, .. U24(hello.Length), .. hello]),
            .. Record(22, [11, .. U24(chain.Length + 3), .. U24(chain.Length), .. chain]),
            .. Record(22, [12, .. U24(exchange.Length), .. exchange, 14, 0, 0, 0]),
        ];
    }

    /// <summary>A client's second flight in TLS 1.2.</summary>
    public static byte[] ClientFlight12(Random chance) => [.. Record(22, [16, .. U24(33), .. Block8(Noise(32, chance))]), .. Finished(chance)];
}
