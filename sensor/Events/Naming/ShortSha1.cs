using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetSensor.Events.Naming;

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
        // five steps a turn: then every value is back in its own variable, and nothing is moved
        for (var i = 0; i < 20; i += 5)
        {
            var five = words.Slice(i, 5);
            Step(a, ref b, ref e, Choose(b, c, d), 0x5A827999 + five[0]);
            Step(e, ref a, ref d, Choose(a, b, c), 0x5A827999 + five[1]);
            Step(d, ref e, ref c, Choose(e, a, b), 0x5A827999 + five[2]);
            Step(c, ref d, ref b, Choose(d, e, a), 0x5A827999 + five[3]);
            Step(b, ref c, ref a, Choose(c, d, e), 0x5A827999 + five[4]);
        }
        for (var i = 20; i < 40; i += 5)
        {
            var five = words.Slice(i, 5);
            Step(a, ref b, ref e, b ^ c ^ d, 0x6ED9EBA1 + five[0]);
            Step(e, ref a, ref d, a ^ b ^ c, 0x6ED9EBA1 + five[1]);
            Step(d, ref e, ref c, e ^ a ^ b, 0x6ED9EBA1 + five[2]);
            Step(c, ref d, ref b, d ^ e ^ a, 0x6ED9EBA1 + five[3]);
            Step(b, ref c, ref a, c ^ d ^ e, 0x6ED9EBA1 + five[4]);
        }
        for (var i = 40; i < 60; i += 5)
        {
            var five = words.Slice(i, 5);
            Step(a, ref b, ref e, Majority(b, c, d), 0x8F1BBCDC + five[0]);
            Step(e, ref a, ref d, Majority(a, b, c), 0x8F1BBCDC + five[1]);
            Step(d, ref e, ref c, Majority(e, a, b), 0x8F1BBCDC + five[2]);
            Step(c, ref d, ref b, Majority(d, e, a), 0x8F1BBCDC + five[3]);
            Step(b, ref c, ref a, Majority(c, d, e), 0x8F1BBCDC + five[4]);
        }
        for (var i = 60; i < 80; i += 5)
        {
            var five = words.Slice(i, 5);
            Step(a, ref b, ref e, b ^ c ^ d, 0xCA62C1D6 + five[0]);
            Step(e, ref a, ref d, a ^ b ^ c, 0xCA62C1D6 + five[1]);
            Step(d, ref e, ref c, e ^ a ^ b, 0xCA62C1D6 + five[2]);
            Step(c, ref d, ref b, d ^ e ^ a, 0xCA62C1D6 + five[3]);
            Step(b, ref c, ref a, c ^ d ^ e, 0xCA62C1D6 + five[4]);
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

    private static uint Choose(uint b, uint c, uint d) => d ^ (b & (c ^ d));

    private static uint Majority(uint b, uint c, uint d) => (b & c) | (d & (b | c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(uint a, ref uint b, ref uint e, uint mixed, uint word)
    {
        e += BitOperations.RotateLeft(a, 5) + mixed + word;
        b = BitOperations.RotateLeft(b, 30);
    }
}
