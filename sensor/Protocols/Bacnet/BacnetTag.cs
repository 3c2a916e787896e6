using System.Buffers.Binary;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Bacnet;

/// <summary>
/// One tagged element (ASHRAE 135 §20.2.1).
/// <code>| number 4 bits, context 1, length 3 | number 1, when f | length 1, when 5; 2 behind fe, 4 behind ff | content |     length 6 opens, 7 closes</code>
/// </summary>
public readonly ref struct BacnetTag
{
    /// <summary>Application tag of whole numbers.</summary>
    public const int Unsigned = 2;
    /// <summary>Application tag of text.</summary>
    public const int Text = 7;
    /// <summary>Application tag of object identifiers.</summary>
    public const int ObjectIdentifier = 12;

    private const int Boolean = 1;
    private const int MaxText = 512;                // names and descriptions of devices are shorter

    private BacnetTag(int number, bool isContext, int form, ReadOnlySpan<byte> content)
    {
        Number = number;
        IsContext = isContext;
        IsOpening = isContext && form == 6;
        IsClosing = isContext && form == 7;
        Content = content;
    }

    /// <summary>Its number.</summary>
    public int Number { get; }
    /// <summary>Whether the number means what the message says, not a type.</summary>
    public bool IsContext { get; }
    /// <summary>Whether it opens a group.</summary>
    public bool IsOpening { get; }
    /// <summary>Whether it closes a group.</summary>
    public bool IsClosing { get; }
    /// <summary>Its content; empty for those that open and close.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Takes the next element; false at the end, or when it is cut.</summary>
    public static bool TryRead(ref ByteReader reader, out BacnetTag tag)
    {
        tag = default;
        if (reader.AtEnd) return false;
        var head = reader.U8();
        var number = head >> 4;
        var isContext = (head & 8) != 0;
        var form = head & 7;
        if (number == 15) number = reader.U8();
        var length = form;
        if (form == 5) length = LongLength(ref reader);
        if ((isContext && form >= 6) || (!isContext && number == Boolean)) length = 0;
        var content = reader.Bytes(length);
        tag = new BacnetTag(number, isContext, form, content);
        return !reader.Truncated;
    }

    /// <summary>The content as a whole number; null when it is longer than four bytes.</summary>
    public long? Value
    {
        get
        {
            if (Content.Length is 0 or > 4) return null;
            long value = 0;
            foreach (var octet in Content) value = (value << 8) | octet;
            return value;
        }
    }

    /// <summary>The content as text (§20.2.9): UTF-8, UCS-2 or Latin-1 behind the number of the set.</summary>
    public string? Characters()
    {
        if (Content.Length < 2) return null;
        var text = Content[1..];
        if (text.Length > MaxText) text = text[..MaxText];
        return Content[0] switch
        {
            4 => Ucs2(text),
            5 => EscapedText.From(Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text)), MaxText * 2),
            _ => EscapedText.From(text, MaxText),
        };
    }

    private static string Ucs2(ReadOnlySpan<byte> text)
    {
        var characters = new StringBuilder(text.Length / 2);
        for (; text.Length >= 2; text = text[2..]) characters.Append((char)BinaryPrimitives.ReadUInt16BigEndian(text));
        return EscapedText.From(Encoding.UTF8.GetBytes(characters.ToString()), MaxText * 3);
    }

    private static int LongLength(ref ByteReader reader)
    {
        int length = reader.U8();
        return length switch
        {
            254 => reader.U16(),
            255 => (int)Math.Min(reader.U32(), int.MaxValue),
            _ => length,
        };
    }
}
