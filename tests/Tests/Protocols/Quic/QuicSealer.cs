using System.Security.Cryptography;

namespace NetSensor.Tests.Protocols.Quic;

/// <summary>Protects QUIC packets with given keys (RFC 9001 §5.3, §5.4), so that what opens them is tested against keys from the standards.</summary>
internal sealed class QuicSealer(string key, string iv, string headerKey)
{
    /// <summary>RFC 9001 A.1: the client whose first packet goes to 8394c8f03e515708.</summary>
    public static readonly QuicSealer ClientV1 = new("1f369613dd76d5467730efcbe3b1a22d", "fa044b2f42a3fd3b46fb255c", "9f50449e04a0e810283a1e9933adedd2");
    /// <summary>RFC 9001 A.1: its server.</summary>
    public static readonly QuicSealer ServerV1 = new("cf3a5331653c364c88f0f379b6067e37", "0ac1493ca1905853b0bba03e", "c206b8d9b9f0f37644430b490eeaa314");
    /// <summary>RFC 9369 A.1: the same client in version 2.</summary>
    public static readonly QuicSealer ClientV2 = new("8b1a0bc121284290a29e0971b5cd045d", "91f73e2351d8fa91660e909f", "45b95e15235d6f45a6b19cbcb0294ba9");
    /// <summary>RFC 9369 A.1: the same server in version 2.</summary>
    public static readonly QuicSealer ServerV2 = new("82db637861d55e1d011f19ea71d5d2a7", "dd13c276499c0249d3310652", "edf6d05c83121201b436e16877593c3a");

    private readonly byte[] _iv = Convert.FromHexString(iv);

    /// <summary>Protects frames behind a header that ends with its packet number.</summary>
    public byte[] Seal(byte[] header, byte[] frames)
    {
        var numberBytes = (header[0] & 3) + 1;
        var nonce = (byte[])_iv.Clone();
        for (var i = 1; i <= numberBytes; i++) nonce[^i] ^= header[^i];
        byte[] packet = [.. header, .. frames, .. new byte[16]];
        using var gcm = new AesGcm(Convert.FromHexString(key), 16);
        gcm.Encrypt(nonce, frames, packet.AsSpan(header.Length, frames.Length), packet.AsSpan(header.Length + frames.Length), header);
        using var aes = Aes.Create();
        aes.Key = Convert.FromHexString(headerKey);
        var mask = aes.EncryptEcb(packet.AsSpan(header.Length - numberBytes + 4, 16), PaddingMode.None);
        packet[0] ^= (byte)(mask[0] & 0x0F);
        for (var i = 0; i < numberBytes; i++) packet[header.Length - numberBytes + i] ^= mask[1 + i];
        return packet;
    }
}
