using System.Buffers.Binary;
using System.Text;

namespace NetSensor.Protocols.Smb;

/// <summary>Names in SMB messages: UTF-16LE, or the OEM code page of old SMB 1 clients. Control characters become "\xNN".</summary>
public static class SmbText
{
    private const int MaxLength = 2048; // characters; Windows itself stops at 260 by default, its long paths reach 32,767 and are cut here

    /// <summary>UTF-16LE without the zero that may end it.</summary>
    public static string FromUtf16(ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length / 2, MaxLength);
        if (length > 0 && bytes[length * 2 - 1] == 0 && bytes[length * 2 - 2] == 0) length--;
        Span<char> letters = stackalloc char[length];
        var isPlain = true;
        for (var i = 0; i < length; i++)
        {
            letters[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..]);
            isPlain &= !char.IsControl(letters[i]);
        }
        return isPlain ? new string(letters) : Escape(letters);
    }

    /// <summary>Text of one byte per character, without the zero that may end it.</summary>
    public static string FromOem(ReadOnlySpan<byte> bytes) =>
        EscapedText.From(bytes.EndsWith((byte)0) ? bytes[..^1] : bytes, MaxLength);

    /// <summary>
    /// A text that ends with a zero, at this place of an SMB 1 message; moves the place behind it. Unicode texts begin at even places ([MS-CIFS] §2.2.1.1),
    /// but for those of a negotiation.
    /// </summary>
    public static string Next(ReadOnlySpan<byte> message, ref int place, bool isUnicode, bool isAligned = true)
    {
        if (isUnicode && isAligned) place += place & 1;
        if (place >= message.Length) return string.Empty;
        var rest = message[place..];
        var length = isUnicode ? Utf16Length(rest) : rest.IndexOf((byte)0);
        if (length < 0) length = rest.Length;
        place += length + (isUnicode ? 2 : 1);
        return isUnicode ? FromUtf16(rest[..length]) : FromOem(rest[..length]);
    }

    private static int Utf16Length(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 1 < bytes.Length; i += 2)
            if (bytes[i] == 0 && bytes[i + 1] == 0) return i;
        return -1;
    }

    private static string Escape(ReadOnlySpan<char> letters)
    {
        var text = new StringBuilder(letters.Length + 16);
        foreach (var letter in letters)
        {
            if (char.IsControl(letter)) text.Append("\\x").Append(((int)letter).ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            else text.Append(letter);
        }
        return text.ToString();
    }
}
