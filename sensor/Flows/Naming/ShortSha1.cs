using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;

namespace NetSensor.Flows.Naming;

/// <summary>
/// SHA-1 (FIPS 180-4 §6.1) of messages that fit one block. Every flow needs one for its Community ID, and the call into the system's library costs several
/// times the hash itself: its set-up is made for long messages.
/// </summary>
internal static class ShortSha1
{
    /// <summary>Longest message: a block less the end mark and the length.</summary>
    public const int MaxBytes = 64 - 1 - 8;

    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = 20;

    /// <summary>Hashes at most <see cref="MaxBytes"/> bytes into <paramref name="hash"/>, which has room for <see cref="HashBytes"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        Debug.Assert(message.Length <= MaxBytes, "a Community ID hashes 40 bytes at most");
        Span<uint> words = stackalloc uint[80];
        Schedule(message, words);
        var (a, b, c, d, e) = (0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u);
        for (var i = 0; i < 80; i += 5) // five steps a turn: then every value is back in its own variable, and nothing is moved
        {
            var constant = Constants[i / 20];
            var five = words.Slice(i, 5);
            e = Next(a, e, Mixed(i, b, c, d), constant + five[0]);
            b = BitOperations.RotateLeft(b, 30);
            d = Next(e, d, Mixed(i, a, b, c), constant + five[1]);
            a = BitOperations.RotateLeft(a, 30);
            c = Next(d, c, Mixed(i, e, a, b), constant + five[2]);
            e = BitOperations.RotateLeft(e, 30);
            b = Next(c, b, Mixed(i, d, e, a), constant + five[3]);
            d = BitOperations.RotateLeft(d, 30);
            a = Next(b, a, Mixed(i, c, d, e), constant + five[4]);
            c = BitOperations.RotateLeft(c, 30);
        }
        BinaryPrimitives.WriteUInt32BigEndian(hash, a + 0x67452301);
        BinaryPrimitives.WriteUInt32BigEndian(hash[4..], b + 0xEFCDAB89);
        BinaryPrimitives.WriteUInt32BigEndian(hash[8..], c + 0x98BADCFE);
        BinaryPrimitives.WriteUInt32BigEndian(hash[12..], d + 0x10325476);
        BinaryPrimitives.WriteUInt32BigEndian(hash[16..], e + 0xC3D2E1F0);
    }

    private static void Schedule(ReadOnlySpan<byte> message, Span<uint> words)
    {
        Span<byte> block = stackalloc byte[64];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(block[56..], (ulong)message.Length * 8);
        for (var i = 0; i < 16; i++) words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        for (var i = 16; i < 80; i++) words[i] = BitOperations.RotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }

    private static ReadOnlySpan<uint> Constants => [0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6];

    private static uint Mixed(int step, uint b, uint c, uint d) => step switch
    {
        < 20 => (b & c) | (~b & d),
        < 40 => b ^ c ^ d,
        < 60 => (b & c) | (b & d) | (c & d),
        _ => b ^ c ^ d,
    };

    private static uint Next(uint a, uint e, uint mixed, uint word) => BitOperations.RotateLeft(a, 5) + mixed + e + word;
}
