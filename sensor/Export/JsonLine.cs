using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Export;

/// <summary>
/// Builds JSON lines in one growing buffer without allocating per field. Names are UTF-8 literals that need no escaping; unset values are
/// left out, as records.md asks.
/// </summary>
public sealed class JsonLine
{
    private byte[] _buffer = new byte[64 * 1024];
    private bool _first = true;

    /// <summary>Bytes written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Opens a line's object.</summary>
    public void Begin()
    {
        Raw("{"u8);
        _first = true;
    }

    /// <summary>Closes a line's object and the line.</summary>
    public void End() => Raw("}\n"u8);

    /// <summary>A line whose object was written elsewhere.</summary>
    public void WholeObject(ReadOnlySpan<byte> json)
    {
        Raw(json);
        Raw("\n"u8);
    }

    /// <summary>A string; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null) return;
        Name(name);
        Text(value);
    }

    /// <summary>A whole number.</summary>
    public void Field(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Number(value);
    }

    /// <summary>A whole number; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number) Field(name, number);
    }

    /// <summary>A truth value.</summary>
    public void Field(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        Raw(value ? "true"u8 : "false"u8);
    }

    /// <summary>A truth value; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } truth) Field(name, truth);
    }

    /// <summary>A number with the shortest digits that read back as the same value.</summary>
    public void Field(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        Number(value);
    }

    /// <summary>A moment in seconds since the epoch with six decimals, as Zeek writes <c>time</c>.</summary>
    public void Field(ReadOnlySpan<byte> name, Timestamp value)
    {
        Name(name);
        Microseconds(value.Nanoseconds / 1000);
    }

    /// <summary>A span in seconds with six decimals, as Zeek writes <c>interval</c>; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, TimeSpan? value)
    {
        if (value is not { } span) return;
        Name(name);
        Microseconds(span.Ticks / 10);
    }

    /// <summary>An address.</summary>
    public void Field(ReadOnlySpan<byte> name, IpAddr value)
    {
        Name(name);
        Reserve(80);
        _buffer[Length++] = (byte)'"';
        value.TryFormat(_buffer.AsSpan(Length), out var written);
        Length += written;
        _buffer[Length++] = (byte)'"';
    }

    /// <summary>A hardware address; left out when unknown.</summary>
    public void Field(ReadOnlySpan<byte> name, MacAddress value)
    {
        if (!value.IsKnown) return;
        Name(name);
        Reserve(24);
        _buffer[Length++] = (byte)'"';
        value.TryFormat(_buffer.AsSpan(Length), out var written);
        Length += written;
        _buffer[Length++] = (byte)'"';
    }

    /// <summary>An array of strings; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, IReadOnlyList<string>? values)
    {
        if (values is null) return;
        Name(name);
        Raw("["u8);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) Raw(","u8);
            Text(values[i]);
        }
        Raw("]"u8);
    }

    /// <summary>An array of spans in seconds; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, IReadOnlyList<TimeSpan>? values)
    {
        if (values is null) return;
        Name(name);
        Raw("["u8);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) Raw(","u8);
            Microseconds(values[i].Ticks / 10);
        }
        Raw("]"u8);
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        Reserve(name.Length + 4);
        if (!_first) _buffer[Length++] = (byte)',';
        _first = false;
        _buffer[Length++] = (byte)'"';
        name.CopyTo(_buffer.AsSpan(Length));
        Length += name.Length;
        _buffer[Length++] = (byte)'"';
        _buffer[Length++] = (byte)':';
    }

    private void Number(long value)
    {
        Reserve(24);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(Length), out var written);
        Length += written;
    }

    private void Number(double value)
    {
        Reserve(40);
        if (!double.IsFinite(value)) value = 0;
        value.TryFormat(_buffer.AsSpan(Length), out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    private void Microseconds(long value)
    {
        Reserve(32);
        if (value < 0)
        {
            _buffer[Length++] = (byte)'-';
            value = -value;
        }
        var (seconds, fraction) = Math.DivRem(value, 1_000_000);
        Number(seconds);
        _buffer[Length++] = (byte)'.';
        for (var divisor = 100_000; divisor > 0; divisor /= 10) _buffer[Length++] = (byte)('0' + fraction / divisor % 10);
    }

    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private void Text(string value)
    {
        Reserve(value.Length * 6 + 2); // a control character becomes \u00XX, six bytes
        _buffer[Length++] = (byte)'"';
        if (value.AsSpan().IndexOfAnyExcept(Plain) < 0) Length += Encoding.ASCII.GetBytes(value, _buffer.AsSpan(Length));
        else Escape(value);
        _buffer[Length++] = (byte)'"';
    }

    private void Escape(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            Reserve(8);
            switch (rune.Value)
            {
                case '"': Raw("\\\""u8); break;
                case '\\': Raw("\\\\"u8); break;
                case '\n': Raw("\\n"u8); break;
                case '\r': Raw("\\r"u8); break;
                case '\t': Raw("\\t"u8); break;
                case < 0x20 or 0x7F:
                    Raw("\\u00"u8);
                    _buffer[Length++] = (byte)"0123456789abcdef"[rune.Value >> 4];
                    _buffer[Length++] = (byte)"0123456789abcdef"[rune.Value & 15];
                    break;
                default: Length += rune.EncodeToUtf8(_buffer.AsSpan(Length)); break;
            }
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int more)
    {
        if (_buffer.Length - Length < more) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + more));
    }
}
