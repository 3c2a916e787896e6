using System.Security.Cryptography;

namespace NetSensor.Benchmarks;

/// <summary>The client's first packet of RFC 9001 appendix A.2, sealed with the keys of A.1.</summary>
internal static class ExampleInitial
{
    private const string Header = "c300000001088394c8f03e5157080000449e00000002";
    private const string Frames =
        "060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578"
        + "616d706c652e636f6dff01000100000a00080006001d0017001800100007000504616c706e000500050100000000003300260024001d00209370b2c9caa47fba"
        + "baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b0003020304000d0010000e0403050306030203080408050806002d00020101001c0002400100"
        + "3900320408ffffffffffffffff05048000ffff07048000ffff0801100104800075300901100f088394c8f03e51570806048000ffff";

    /// <summary>1,200 bytes.</summary>
    public static byte[] Packet { get; } = Seal();

    private static byte[] Seal()
    {
        var header = Convert.FromHexString(Header);
        var plain = Convert.FromHexString(Frames);
        Array.Resize(ref plain, 1200 - header.Length - 16);
        byte[] packet = [.. header, .. plain, .. new byte[16]];
        using var gcm = new AesGcm(Convert.FromHexString("1f369613dd76d5467730efcbe3b1a22d"), 16);
        gcm.Encrypt(Convert.FromHexString("fa044b2f42a3fd3b46fb255e"), plain, packet.AsSpan(header.Length, plain.Length), packet.AsSpan(1184), header);
        using var aes = Aes.Create();
        aes.Key = Convert.FromHexString("9f50449e04a0e810283a1e9933adedd2");
        var mask = aes.EncryptEcb(packet.AsSpan(header.Length, 16), PaddingMode.None);
        packet[0] ^= (byte)(mask[0] & 0x0F);
        for (var i = 0; i < 4; i++) packet[18 + i] ^= mask[1 + i];
        return packet;
    }
}
