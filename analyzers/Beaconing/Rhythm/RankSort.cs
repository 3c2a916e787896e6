using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// Sorts a few numbers by counting for each how many are smaller: every number is compared with every other, eight at a time and without a branch that could be guessed wrong. Equal ones keep their order. None may be NaN.
/// </summary>
public static class RankSort
{
    /// <summary>Numbers up to which this is the quicker way; more are left to the framework, which does not keep the order of equal ones.</summary>
    public const int Most = 96;

    private const int Lanes = 8;

    /// <summary>Sorts numbers, and others with them.</summary>
    public static void Sort(Span<double> numbers, Span<double> others)
    {
        if (numbers.Length > Most)
        {
            numbers.Sort(others);
            return;
        }
        Span<byte> ranks = stackalloc byte[Most];
        Span<double> room = stackalloc double[2 * Most];
        Rank(numbers, ranks);
        for (var i = 0; i < numbers.Length; i++) (room[ranks[i]], room[Most + ranks[i]]) = (numbers[i], others[i]);
        room[..numbers.Length].CopyTo(numbers);
        room.Slice(Most, numbers.Length).CopyTo(others);
    }

    /// <summary>Sorts numbers, and tells where each of them went.</summary>
    /// <param name="numbers">Are sorted.</param>
    /// <param name="places">Gets the new place of each number, by its old one.</param>
    /// <param name="room">As long as they are.</param>
    public static void Sort(Span<double> numbers, Span<int> places, Span<int> room)
    {
        if (numbers.Length > Most)
        {
            for (var i = 0; i < room.Length; i++) room[i] = i;
            numbers.Sort(room);
            for (var place = 0; place < room.Length; place++) places[room[place]] = place;
            return;
        }
        Span<byte> ranks = stackalloc byte[Most];
        Span<double> sorted = stackalloc double[Most];
        Rank(numbers, ranks);
        for (var i = 0; i < numbers.Length; i++) (places[i], sorted[ranks[i]]) = (ranks[i], numbers[i]);
        sorted[..numbers.Length].CopyTo(numbers);
    }

    /// <summary>Sorts numbers.</summary>
    public static void Sort(Span<double> numbers)
    {
        if (numbers.Length > Most)
        {
            numbers.Sort();
            return;
        }
        Span<byte> ranks = stackalloc byte[Most];
        Span<double> sorted = stackalloc double[Most];
        Rank(numbers, ranks);
        for (var i = 0; i < numbers.Length; i++) sorted[ranks[i]] = numbers[i];
        sorted[..numbers.Length].CopyTo(numbers);
    }

    private static void Rank(ReadOnlySpan<double> numbers, Span<byte> ranks)
    {
        Span<double> padded = stackalloc double[Most];
        padded[numbers.Length..].Fill(double.PositiveInfinity); // never smaller than any
        numbers.CopyTo(padded);
        ref var first = ref MemoryMarshal.GetReference(padded);
        var lanes = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7);
        for (var i = 0; i < numbers.Length; i++)
        {
            var (number, own) = (Vector512.Create(numbers[i]), i / Lanes * Lanes);
            var earlier = Vector512.LessThan(lanes, Vector512.Create((long)(i - own)));
            var near = Vector512.LoadUnsafe(ref first, (nuint)own);
            var smaller = Vector512.LessThan(near, number).AsInt64() | (Vector512.Equals(near, number).AsInt64() & earlier); // lanes of -1
            for (var at = 0; at < own; at += Lanes) smaller += Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref first, (nuint)at), number).AsInt64();
            for (var at = own + Lanes; at < numbers.Length; at += Lanes) smaller += Vector512.LessThan(Vector512.LoadUnsafe(ref first, (nuint)at), number).AsInt64();
            ranks[i] = (byte)-Vector512.Sum(smaller);
        }
    }
}
