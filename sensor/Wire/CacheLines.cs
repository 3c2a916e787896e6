using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NetSensor.Wire;

/// <summary>
/// Asks the processor for memory that will be read soon, while it goes on with something else: what lies far away takes as long as some hundred steps, and what is
/// asked for together comes together. Nothing is read, nothing changes, and memory that moved meanwhile only makes the hint useless; processors
/// other than x86 get none.
/// </summary>
public static class CacheLines
{
    private const int LineBytes = 64;

    /// <summary>Whether anything is asked for at all; who has to compute what to ask for need not otherwise.</summary>
    public static bool AreAsked => Sse.IsSupported;

    /// <summary>Asks for all lines that this value lies on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch<T>(ref readonly T value)
    {
        if (Sse.IsSupported) Fetch((nint)Unsafe.AsPointer(ref Unsafe.AsRef(in value)), Unsafe.SizeOf<T>());
    }

    /// <summary>Asks for the first bytes of an object; it may be shorter. Nothing for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch(object? item, int bytes)
    {
        if (Sse.IsSupported && item is not null) Fetch(*(nint*)Unsafe.AsPointer(ref item), bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(nint start, int bytes)
    {
        var end = start + bytes - 1;
        for (var at = start; at < end; at += LineBytes) Sse.Prefetch0((void*)at); // ends: each turn is a line
        Sse.Prefetch0((void*)end);
    }
}
