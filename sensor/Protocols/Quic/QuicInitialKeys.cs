using System.Security.Cryptography;

namespace NetSensor.Protocols.Quic;

/// <summary>
/// The keys that one side's Initial packets are protected with (RFC 9001 §5.2): derived from the connection id that the client chose
/// first, so everybody on the path has them.
/// </summary>
public sealed class QuicInitialKeys : IDisposable
{
    private const int SecretBytes = 32;
    private const int KeyBytes = 16;
    private const int IvBytes = 12;
    private const int TagBytes = 16;
    private const int SampleBytes = 16;
    private const int MaxNumberBytes = 4;

    private readonly byte[] _iv = new byte[IvBytes];
    private readonly AesGcm _payload;
    private readonly Aes _header;

    private QuicInitialKeys(QuicVersion version, ReadOnlySpan<byte> secret)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        Expand(secret, version.IsV2 ? "quicv2 key"u8 : "quic key"u8, key);
        Expand(secret, version.IsV2 ? "quicv2 iv"u8 : "quic iv"u8, _iv);
        _payload = new AesGcm(key, TagBytes);
        Expand(secret, version.IsV2 ? "quicv2 hp"u8 : "quic hp"u8, key);
        _header = Aes.Create();
        _header.SetKey(key);
    }

    /// <summary>Keys of the client's or the server's packets, from the client's first destination connection id.</summary>
    public static QuicInitialKeys Derive(QuicVersion version, ReadOnlySpan<byte> dcid, bool client)
    {
        Span<byte> initial = stackalloc byte[SecretBytes];
        Span<byte> secret = stackalloc byte[SecretBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, dcid, version.Salt, initial);
        Expand(initial, client ? "client in"u8 : "server in"u8, secret);
        return new QuicInitialKeys(version, secret);
    }

    /// <summary>
    /// Removes the protection of a packet (RFC 9001 §5.3, §5.4) and writes its frames into <paramref name="plain"/>, which must be as long as
    /// the packet; returns their length, -1 when the packet is not genuine.
    /// </summary>
    public int Open(in QuicLongHeader header, Span<byte> plain)
    {
        var packet = header.Packet;
        var at = header.NumberOffset;
        Span<byte> mask = stackalloc byte[SampleBytes];
        _header.EncryptEcb(packet.Slice(at + MaxNumberBytes, SampleBytes), mask, PaddingMode.None);
        var first = (byte)(packet[0] ^ (mask[0] & 0x0F));
        var numberBytes = (first & 3) + 1;
        var sealedLength = packet.Length - at - numberBytes - TagBytes;
        if (sealedLength < 0) return -1;

        var associated = plain[..(at + numberBytes)];             // the header in the clear, written where the frames go later
        packet[..(at + numberBytes)].CopyTo(associated);
        associated[0] = first;
        Span<byte> nonce = stackalloc byte[IvBytes];
        _iv.CopyTo(nonce);
        for (var i = 0; i < numberBytes; i++)
        {
            associated[at + i] ^= mask[1 + i];
            nonce[IvBytes - numberBytes + i] ^= associated[at + i];
        }
        var frames = plain.Slice(at + numberBytes, sealedLength);
        try
        {
            _payload.Decrypt(nonce, packet.Slice(at + numberBytes, sealedLength), packet[^TagBytes..], frames, associated);
        }
        catch (CryptographicException)                            // the framework has no other way to say it; the caller bounds how often
        {
            return -1;
        }
        frames.CopyTo(plain);
        return sealedLength;
    }

    /// <summary>Gives the keys back to the system.</summary>
    public void Dispose()
    {
        _payload.Dispose();
        _header.Dispose();
    }

    // HKDF-Expand-Label (RFC 8446 §7.1) with an empty context.
    private static void Expand(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> label, Span<byte> output)
    {
        Span<byte> info = stackalloc byte[32];
        info[0] = 0;
        info[1] = (byte)output.Length;
        info[2] = (byte)("tls13 "u8.Length + label.Length);
        "tls13 "u8.CopyTo(info[3..]);
        label.CopyTo(info[9..]);
        info[9 + label.Length] = 0;
        HKDF.Expand(HashAlgorithmName.SHA256, secret, output, info[..(10 + label.Length)]);
    }
}
