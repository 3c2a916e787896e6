using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Export;

/// <summary>
/// Builds JSON lines in one growing buffer without allocating per field. Names are UTF-8 literals that need no escaping; unset values are
/// left out, as Zeek leaves them out of its JSON.
/// </summary>
public sealed class JsonLine
{
    private const int ScalarRoom = 64; // the longest value that is not text: an address with its quotes has 47 bytes
    private const int LongestEscape = 6; // \u00XX

    private byte[] _buffer = new byte[8 * 1024];
    private byte _opener = (byte)'{';

    /// <summary>Bytes written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Takes away the first bytes, which were written out.</summary>
    public void RemoveStart(int bytes)
    {
        Written[bytes..].CopyTo(_buffer);
        Length -= bytes;
    }

    /// <summary>Opens a line's object.</summary>
    public void Begin() => _opener = (byte)'{';

    /// <summary>Closes a line's object and the line.</summary>
    public void End()
    {
        if (_opener == '{') Raw("{"u8); // no field
        Raw("}\n"u8);
    }

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

    /// <summary>A name made of letters, digits and base 64, which need no escapes, as UTF-8; left out when empty.</summary>
    public void Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> plain)
    {
        if (plain.IsEmpty) return;
        var room = Name(name);
        room[0] = (byte)'"';
        plain.CopyTo(room[1..]);
        room[plain.Length + 1] = (byte)'"';
        Length += plain.Length + 2;
    }

    /// <summary>A whole number.</summary>
    public void Field(ReadOnlySpan<byte> name, long value)
    {
        var room = Name(name);
        Length += Digits.Write(room, value);
    }

    /// <summary>A whole number; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number) Field(name, number);
    }

    /// <summary>A truth value.</summary>
    public void Field(ReadOnlySpan<byte> name, bool value)
    {
        var room = Name(name);
        var text = value ? "true"u8 : "false"u8;
        text.CopyTo(room);
        Length += text.Length;
    }

    /// <summary>A truth value; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } truth) Field(name, truth);
    }

    /// <summary>A number with the shortest digits that read back as the same value.</summary>
    public void Field(ReadOnlySpan<byte> name, double value)
    {
        var room = Name(name);
        if (value is >= 0 and <= int.MaxValue && value == (int)value) Length += Digits.Write(room, (long)value);
        else Length += Fraction(room, value);
    }

    /// <summary>As above; left out when it is null.</summary>
    public void Field(ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } known) Field(name, known);
    }

    /// <summary>A moment in seconds since the epoch with six decimals, as Zeek writes <c>time</c>.</summary>
    public void Field(ReadOnlySpan<byte> name, Timestamp value)
    {
        var room = Name(name);
        Length += Microseconds(room, value.Nanoseconds / 1000);
    }

    /// <summary>A span in seconds with six decimals, as Zeek writes <c>interval</c>; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, TimeSpan? value)
    {
        if (value is not { } span) return;
        var room = Name(name);
        Length += Microseconds(room, span.Ticks / TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>An address.</summary>
    public void Field(ReadOnlySpan<byte> name, IpAddr value)
    {
        var room = Name(name);
        room[0] = (byte)'"';
        value.TryFormat(room[1..], out var written);
        room[written + 1] = (byte)'"';
        Length += written + 2;
    }

    /// <summary>A hardware address; left out when unknown.</summary>
    public void Field(ReadOnlySpan<byte> name, MacAddress value)
    {
        if (!value.IsKnown) return;
        var room = Name(name);
        room[0] = (byte)'"';
        value.TryFormat(room[1..], out var written);
        room[written + 1] = (byte)'"';
        Length += written + 2;
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

    /// <summary>An array of whole numbers; left out when null.</summary>
    public void Field(ReadOnlySpan<byte> name, IReadOnlyList<int>? values)
    {
        if (values is null) return;
        Name(name);
        Raw("["u8);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) Raw(","u8);
            Reserve(ScalarRoom);
            Length += Digits.Write(_buffer.AsSpan(Length), (long)values[i]);
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
            Reserve(ScalarRoom);
            Length += Microseconds(_buffer.AsSpan(Length), values[i].Ticks / TimeSpan.TicksPerMicrosecond);
        }
        Raw("]"u8);
    }

    /// <summary>Writes <c>,"name":</c> and returns the room behind it, enough for any value that is not text.</summary>
    private Span<byte> Name(ReadOnlySpan<byte> name)
    {
        Reserve(name.Length + 4 + ScalarRoom);
        var free = _buffer.AsSpan(Length);
        free[0] = _opener;
        _opener = (byte)',';
        free[1] = (byte)'"';
        name.CopyTo(free[2..]);
        free[name.Length + 3] = (byte)':';
        free[name.Length + 2] = (byte)'"';
        Length += name.Length + 4;
        return free[(name.Length + 4)..];
    }

    private static int Fraction(Span<byte> room, double value)
    {
        if (!double.IsFinite(value)) value = 0;
        value.TryFormat(room, out var written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    private static int Microseconds(Span<byte> room, long value)
    {
        var sign = 0;
        if (value < 0)
        {
            room[sign++] = (byte)'-';
            value = -value;
        }
        var seconds = value / 1_000_000;
        var at = sign + Digits.Write(room[sign..], (ulong)seconds);
        room[at] = (byte)'.';
        Digits.WriteSix(room[(at + 1)..], (int)(value - seconds * 1_000_000));
        return at + 7;
    }

    private void Text(string value)
    {
        Reserve(value.Length + 2);
        var free = _buffer.AsSpan(Length, value.Length + 2);
        if (!PlainText.TryCopy(value, free[1..^1]))
        {
            Escape(value);
            return;
        }
        free[0] = (byte)'"';
        free[^1] = (byte)'"';
        Length += free.Length;
    }

    private void Escape(string value)
    {
        Reserve(value.Length * LongestEscape + 2);
        _buffer[Length++] = (byte)'"';
        foreach (var rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"': Raw("\\\""u8); break;
                case '\\': Raw("\\\\"u8); break;
                case '\n': Raw("\\n"u8); break;
                case '\r': Raw("\\r"u8); break;
                case '\t': Raw("\\t"u8); break;
                case <= char.MaxValue when IsUnseen(rune): Escape((char)rune.Value); break;
                default: Length += rune.EncodeToUtf8(_buffer.AsSpan(Length)); break;
            }
        }
        _buffer[Length++] = (byte)'"';
    }

    /// <summary>What terminals obey (0x9B begins a command as ESC [ does), what turns the reading direction, and what some readers of lines take for a line's end.</summary>
    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private void Escape(char letter)
    {
        Raw("\\u"u8);
        for (var shift = 12; shift >= 0; shift -= 4) _buffer[Length++] = (byte)"0123456789abcdef"[(letter >> shift) & 15];
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
        if (_buffer.Length - Length < more) Grow(more);
    }

    private void Grow(int more) => Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + more));
}
