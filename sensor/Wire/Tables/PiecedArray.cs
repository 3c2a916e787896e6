using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetSensor.Wire;

/// <summary>
/// An array that grows by pieces: nothing is copied then, and none is so long that the collector takes it for a large object, for which it looks at everything
/// that lives every now and then.
/// </summary>
public sealed class PiecedArray<T> where T : struct
{
    private const int PieceBytes = 64 << 10; // large objects begin at 85,000, where a program does not say otherwise
    private const int FirstLength = 16;      // a small table stays small

    private T[][] _pieces = [new T[FirstLength]];

    private static int PieceLength => 1 << PieceBits;

    private static int PieceBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // a constant, which the compiler does not see in time
        get => BitOperations.Log2((uint)(PieceBytes / Unsafe.SizeOf<T>()));
    }

    /// <summary>Places now; a power of two until there are several pieces.</summary>
    public int Length { get; private set; } = FirstLength;

    /// <summary>What is at a place. Holds until the array grows.</summary>
    public ref T this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _pieces[place >> PieceBits][place & (PieceLength - 1)];
    }

    /// <summary>Makes room for at least so many.</summary>
    public void GrowTo(int length)
    {
        if (length > Length && _pieces[0].Length < PieceLength)
        {
            Array.Resize(ref _pieces[0], Math.Min(PieceLength, (int)BitOperations.RoundUpToPowerOf2((uint)length)));
            Length = _pieces[0].Length;
        }
        while (Length < length) // ends: each turn adds a piece
        {
            if (Length / PieceLength is var piece && piece == _pieces.Length) Array.Resize(ref _pieces, piece * 2);
            _pieces[piece] = new T[PieceLength];
            Length += PieceLength;
        }
    }
}
