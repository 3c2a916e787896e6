using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace NetSensor.Protocols.Tls;

/// <summary>Builds the text that a fingerprint hashes, in a pooled buffer: a hostile hello may list thirty thousand ciphers.</summary>
internal ref struct FingerprintText(Span<byte> start)
{
    private Span<byte> _buffer = start;
    private byte[]? _rented;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Byte(char ascii)
    {
        Reserve(1);
        _buffer[_length++] = (byte)ascii;
    }

    public void Decimal(int value)
    {
        Reserve(11);
        Utf8Formatter.TryFormat(value, _buffer[_length..], out var written);
        _length += written;
    }

    public void Hex4(ushort value)
    {
        Reserve(4);
        for (var shift = 12; shift >= 0; shift -= 4) _buffer[_length++] = "0123456789abcdef"u8[(value >> shift) & 15];
    }

    /// <summary>Two-byte numbers in decimal joined by dashes, GREASE left out.</summary>
    public void DecimalList(ReadOnlySpan<byte> numbers)
    {
        var separator = false;
        for (var i = 0; i + 1 < numbers.Length; i += 2) DecimalItem(BinaryPrimitives.ReadUInt16BigEndian(numbers[i..]), ref separator);
    }

    /// <summary>One number of a dashed list, unless it is GREASE.</summary>
    public void DecimalItem(ushort value, ref bool separator)
    {
        if (Grease.Is(value)) return;
        if (separator) Byte('-');
        Decimal(value);
        separator = true;
    }

    public readonly void Return()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _length >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + more));
        Written.CopyTo(larger);
        Return();
        _rented = larger;
        _buffer = larger;
    }
}
