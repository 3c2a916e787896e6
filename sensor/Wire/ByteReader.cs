using System.Buffers.Binary;

namespace NetSensor.Wire;

/// <summary>
/// Reads network data from a span and never throws: reading past the end sets <see cref="Truncated"/> for good and yields zeros
/// or empty spans. Multi-byte reads are in network order; those ending in <c>Le</c> are little-endian.
/// </summary>
public ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Whether a read asked for more than there was; sticky.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Bytes left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => _position >= _bytes.Length;

    /// <summary>All that is left, without consuming it.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[_position..];

    /// <summary>One byte.</summary>
    public byte U8() => Take(1, out var span) ? span[0] : (byte)0;

    /// <summary>Two bytes, network order.</summary>
    public ushort U16() => Take(2, out var span) ? BinaryPrimitives.ReadUInt16BigEndian(span) : (ushort)0;

    /// <summary>Three bytes, network order.</summary>
    public int U24() => Take(3, out var span) ? (span[0] << 16) | (span[1] << 8) | span[2] : 0;

    /// <summary>Four bytes, network order.</summary>
    public uint U32() => Take(4, out var span) ? BinaryPrimitives.ReadUInt32BigEndian(span) : 0;

    /// <summary>Eight bytes, network order.</summary>
    public ulong U64() => Take(8, out var span) ? BinaryPrimitives.ReadUInt64BigEndian(span) : 0;

    /// <summary>Two bytes, little-endian.</summary>
    public ushort U16Le() => Take(2, out var span) ? BinaryPrimitives.ReadUInt16LittleEndian(span) : (ushort)0;

    /// <summary>Four bytes, little-endian.</summary>
    public uint U32Le() => Take(4, out var span) ? BinaryPrimitives.ReadUInt32LittleEndian(span) : 0;

    /// <summary>Eight bytes, little-endian.</summary>
    public ulong U64Le() => Take(8, out var span) ? BinaryPrimitives.ReadUInt64LittleEndian(span) : 0;

    /// <summary>The next <paramref name="count"/> bytes; empty, with <see cref="Truncated"/> set, when there are fewer.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        Take(count, out var span);
        return span;
    }

    /// <summary>Passes over <paramref name="count"/> bytes.</summary>
    public void Skip(int count) => Take(count, out _);

    /// <summary>A reader over the next <paramref name="length"/> bytes, which are consumed here; truncated at once when there are fewer.</summary>
    public ByteReader Block(int length)
    {
        var block = new ByteReader(Bytes(length));
        block.Truncated = Truncated;
        return block;
    }

    private bool Take(int count, out ReadOnlySpan<byte> span)
    {
        if (Truncated || (uint)count > (uint)(_bytes.Length - _position))
        {
            Truncated = true;
            span = default;
            return false;
        }
        span = _bytes.Slice(_position, count);
        _position += count;
        return true;
    }
}
