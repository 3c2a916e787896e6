using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Quic;

/// <summary>Packets of the example connection of RFC 9001 appendix A and RFC 9369 appendix A.</summary>
internal static class QuicPackets
{
    public const uint V1 = 1;
    public const uint V2 = 0x6B3343CF;

    public static readonly byte[] ClientDcid = Convert.FromHexString("8394c8f03e515708");
    public static readonly byte[] ServerScid = Convert.FromHexString("f067a5502a4262b5");

    /// <summary>The ClientHello of appendix A.2: example.com, ALPN "alpn".</summary>
    public static readonly byte[] ClientHello = Convert.FromHexString(
        "010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e868"
        + "04fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578"
        + "616d706c652e636f6dff01000100000a00080006001d00170018001000070005"
        + "04616c706e000500050100000000003300260024001d00209370b2c9caa47fba"
        + "baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b000302030400"
        + "0d0010000e0403050306030203080408050806002d00020101001c0002400100"
        + "3900320408ffffffffffffffff05048000ffff07048000ffff08011001048000"
        + "75300901100f088394c8f03e51570806048000ffff");

    /// <summary>The frames of appendix A.3: an ACK, and a ServerHello with TLS_AES_128_GCM_SHA256 and x25519.</summary>
    public static readonly byte[] ServerFrames = Convert.FromHexString(
        "02000000000600405a020000560303eefce7f7b37ba1d1632e96677825ddf739"
        + "88cfc79825df566dc5430b9a045a1200130100002e00330024001d00209d3c94"
        + "0d89690b84d08a60993c144eca684d1081287c834d5311bcf32bb9da1a002b00"
        + "020304");

    public static byte[] Crypto(int offset, ReadOnlySpan<byte> data) =>
        [6, (byte)(0x40 | offset >> 8), (byte)offset, (byte)(0x40 | data.Length >> 8), (byte)data.Length, .. data]; // two-byte varints

    public static byte[] Client(params byte[][] frames) => Initial(QuicSealer.ClientV1, V1, ClientDcid, [], frames, number: 2, atLeast: 1200);

    public static byte[] Server(params byte[][] frames) => Initial(QuicSealer.ServerV1, V1, [], ServerScid, frames, number: 1, atLeast: 0);

    public static byte[] Initial(QuicSealer sealer, uint version, byte[] dcid, byte[] scid, byte[][] frames, byte number, int atLeast)
    {
        byte[] plain = [.. frames.SelectMany(frame => frame)];
        var header = 1 + 4 + 1 + dcid.Length + 1 + scid.Length + 1 + 2 + 4;                       // first, version, ids, no token, length, number
        if (header + plain.Length + 16 < atLeast) Array.Resize(ref plain, atLeast - header - 16);  // PADDING is zeros
        return sealer.Seal([.. Long(version == V2 ? 0xD3 : 0xC3, version, dcid, scid), 0, .. Varint16(plain.Length + 20), 0, 0, 0, number], plain);
    }

    public static byte[] Long(int first, uint version, byte[] dcid, byte[] scid)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, version);
        return [(byte)first, .. number, (byte)dcid.Length, .. dcid, (byte)scid.Length, .. scid];
    }

    public static byte[] Handshake(byte[] dcid, byte[] scid) => [.. Long(0xE0, V1, dcid, scid), .. Varint16(40), .. new byte[40]];

    public static byte[] Retry(byte[] scid) => [.. Long(0xF0, V1, [], scid), .. "a token, and sixteen bytes of tag"u8];

    public static byte[] Varint16(int value) => [(byte)(0x40 | value >> 8), (byte)value];

    public static FuzzSeed[] Seeds { get; } =
    [
        FuzzSeed.Talk(Client(Crypto(0, ClientHello)), Server(ServerFrames), Handshake(ServerScid, []), Handshake([], ServerScid)),
        FuzzSeed.Client(Client(Crypto(100, ClientHello.AsSpan(100))), Client(Crypto(0, ClientHello.AsSpan(0, 100)))),
        FuzzSeed.Talk(Client(Crypto(0, ClientHello)), Retry(ServerScid), Client([2, 0, 0, 0, 0], [0x1C, 0, 0, 0])),
        FuzzSeed.Talk(Long(0xC0, 0x1A2A3A4A, ClientDcid, ServerScid), [.. Long(0xC0, 0, [], ClientDcid), 0, 0, 0, 1]),
        new FuzzSeed([(Direction.FromOriginator, [.. Client(Crypto(0, ClientHello)), 0x40, 1, 2, 3]), (Direction.FromResponder, [0x41, 9, 9])]),
    ];
}
