using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace NetSensor.Wire;

/// <summary>
/// Hashes for tables whose keys strangers choose: drawn anew at every start, so that nobody can send a million keys that meet in one bucket. Tables tell
/// their entries in the order in which they came, never by hash: what is told does not depend on the draw.
/// </summary>
public static class TableHash
{
    private static readonly ulong Secret = Draw();
    private static readonly ulong OtherSecret = Draw();

    /// <summary>Of a pair of numbers.</summary>
    public static int Of(ulong one, ulong other) => (int)Fold(one ^ Secret, other ^ OtherSecret);

    /// <summary>
    /// Both halves of the product. With a secret in each factor nobody can choose numbers that meet, which is easy where a sum of them is mixed, however well.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong one, ulong other) => Math.BigMul(one, other, out var low) ^ low;

    /// <summary>A factor that nobody knows, for who spreads hashes over a table: odd, so that different hashes stay different.</summary>
    public static uint DrawOdd() => (uint)Draw() | 1;

    private static ulong Draw() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
