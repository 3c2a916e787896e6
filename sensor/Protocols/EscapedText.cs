using System.Buffers;
using System.Text;

namespace NetSensor.Protocols;

/// <summary>
/// Text out of bytes that a stranger wrote: well-formed UTF-8 stays, every other byte becomes "\xNN", as Zeek's JSON logs show it.
/// </summary>
public static class EscapedText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        "\b\t\n\f\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>At most <paramref name="maxBytes"/> of the bytes as text.</summary>
    public static string From(ReadOnlySpan<byte> bytes, int maxBytes)
    {
        if (bytes.Length > maxBytes) bytes = bytes[..maxBytes];
        if (bytes.IsEmpty) return string.Empty;
        return bytes.IndexOfAnyExcept(Plain) < 0 ? Encoding.ASCII.GetString(bytes) : Escape(bytes);
    }

    private static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        Span<char> chars = stackalloc char[2];
        while (!bytes.IsEmpty)                                    // ends: each turn consumes at least one byte
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status == OperationStatus.Done && (rune.Value >= 0x80 || Plain.Contains((byte)rune.Value)))
            {
                text.Append(chars[..rune.EncodeToUtf16(chars)]);
                bytes = bytes[used..];
                continue;
            }
            text.Append("\\x").Append(Hex(bytes[0] >> 4)).Append(Hex(bytes[0] & 15));
            bytes = bytes[1..];
        }
        return text.ToString();
    }

    private static char Hex(int digit) => "0123456789abcdef"[digit];
}
