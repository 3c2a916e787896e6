using System.Buffers.Binary;
using System.Numerics;

namespace NetSensor.Protocols;

/// <summary>A quick hash for finding a place in a cache that compares the content afterwards; it proves nothing.</summary>
public static class ContentHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15; // 2^64 / golden ratio, odd: spreads the bits

    /// <summary>64 well-mixed bits of the bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Multiplier;
        while (bytes.Length >= sizeof(ulong)) // ends: each turn takes eight bytes
        {
            hash = BitOperations.RotateLeft(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), 29) * Multiplier;
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var last in bytes) hash = (hash ^ last) * Multiplier;
        hash ^= hash >> 32;
        return hash * Multiplier;
    }
}
