using System.Buffers.Binary;
using System.Text;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.X509;

/// <summary>Attribute values in the text of RFC 2253 §2.4: specials behind a backslash, bytes outside printable ASCII as \XX of their UTF-8.</summary>
internal static class Rfc2253
{
    private const int MaxValueBytes = 2048; // no more than the whole name's text may have

    /// <summary>The text of a string value; other types as "#" and the hexadecimal digits of their DER.</summary>
    public static string Value(DerTag tag, ReadOnlySpan<byte> value, ReadOnlySpan<byte> whole)
    {
        var width = tag switch
        {
            DerTag.Utf8String => 0,
            DerTag.NumericString or DerTag.PrintableString or DerTag.TeletexString or DerTag.Ia5String or DerTag.VisibleString
                or DerTag.UtcTime or DerTag.GeneralizedTime => 1,
            DerTag.BmpString => 2,
            DerTag.UniversalString => 4,
            _ => -1,
        };
        if (width < 0 || (width > 0 && value.Length % width != 0)) return Dump(whole);
        return Escape(value[..Math.Min(value.Length, MaxValueBytes)], width);
    }

    /// <summary>"#0C0461626364".</summary>
    public static string Dump(ReadOnlySpan<byte> whole) => "#" + Convert.ToHexString(whole[..Math.Min(whole.Length, MaxValueBytes)]);

    private static string Escape(ReadOnlySpan<byte> value, int width)
    {
        var text = new StringBuilder(value.Length + 8);
        Span<byte> utf8 = stackalloc byte[4];
        var step = Math.Max(width, 1);
        for (var i = 0; i + step <= value.Length; i += step)
        {
            var edge = (i == 0 ? Edge.First : Edge.None) | (i + step == value.Length ? Edge.Last : Edge.None);
            if (width == 0)
            {
                Append(text, value[i], edge);
                continue;
            }
            var scalar = width switch
            {
                1 => value[i],
                2 => BinaryPrimitives.ReadUInt16BigEndian(value[i..]),
                _ => BinaryPrimitives.ReadUInt32BigEndian(value[i..]),
            };
            var rune = Rune.IsValid(scalar) ? new Rune(scalar) : Rune.ReplacementChar;
            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)]) Append(text, octet, edge);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, byte octet, Edge edge)
    {
        if (octet is < 0x20 or >= 0x7F)
        {
            text.Append('\\').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            return;
        }
        var special = octet switch
        {
            (byte)'"' or (byte)'+' or (byte)',' or (byte)';' or (byte)'<' or (byte)'>' or (byte)'\\' => true,
            (byte)'#' => (edge & Edge.First) != 0,
            (byte)' ' => edge != Edge.None,
            _ => false,
        };
        if (special) text.Append('\\');
        text.Append((char)octet);
    }

    [Flags]
    private enum Edge
    {
        None = 0,
        First = 1,
        Last = 2,
    }
}
