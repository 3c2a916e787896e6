using System.Globalization;
using System.Text;

namespace NetSensor.Protocols.Asn1;

/// <summary>Object identifiers as dotted text (X.690 §8.19).</summary>
public static class ObjectIdentifier
{
    private const int MaxBytes = 64; // real ones have about ten
    private const int FirstArcs = 40;

    /// <summary>"1.2.840.113549.1.1.11"; empty when it breaks off, overflows or is longer than 64 bytes.</summary>
    public static string Text(ReadOnlySpan<byte> content)
    {
        if (content.Length is 0 or > MaxBytes) return string.Empty;
        var text = new StringBuilder(40);
        ulong value = 0;
        var first = true;
        foreach (var octet in content)
        {
            if (value > ulong.MaxValue >> 7) return string.Empty;
            value = (value << 7) | (uint)(octet & 0x7F);
            if ((octet & 0x80) != 0) continue;
            if (first)
            {
                var root = Math.Min(value / FirstArcs, 2);
                text.Append(root).Append('.').Append(value - root * FirstArcs);
            }
            else text.Append('.').Append(value.ToString(CultureInfo.InvariantCulture));
            first = false;
            value = 0;
        }
        return (content[^1] & 0x80) != 0 ? string.Empty : text.ToString();
    }
}
