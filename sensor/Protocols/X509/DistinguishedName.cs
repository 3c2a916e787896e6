using System.Text;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.X509;

//  Name ::= SEQUENCE OF SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }

/// <summary>Subject and issuer as text in the manner of RFC 2253: last part first, "CN=www.example,O=Example\, Inc.,C=US".</summary>
public static class DistinguishedName
{
    private const int MaxParts = 64;      // attributes; real names have about eight
    private const int MaxTextChars = 2047; // as Zeek cuts

    /// <summary>The text of a Name, given the content of its SEQUENCE; null when it is malformed.</summary>
    public static string? Text(ReadOnlySpan<byte> name)
    {
        var parts = new List<(string Text, int Set)>();
        var sets = new DerReader(name);
        for (var set = 0; !sets.AtEnd; set++) // ends: each turn consumes an element or returns
        {
            if (!sets.TryRead(DerTag.Set, out var attributes)) return null;
            var reader = new DerReader(attributes);
            while (!reader.AtEnd)
            {
                if (parts.Count == MaxParts || !TryReadAttribute(ref reader, out var text)) return null;
                parts.Add((text, set));
            }
        }
        return Join(parts);
    }

    /// <summary>The last common name of a Name, characters outside ASCII as dots; null when there is none.</summary>
    public static string? CommonName(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> commonName = [0x55, 0x04, 0x03]; // 2.5.4.3
        string? last = null;
        var sets = new DerReader(name);
        while (sets.TryRead(DerTag.Set, out var attributes)) // ends: each turn consumes an element
        {
            var reader = new DerReader(attributes);
            while (reader.TryRead(DerTag.Sequence, out var attribute))
            {
                var fields = new DerReader(attribute);
                if (!fields.TryRead(DerTag.ObjectIdentifier, out var type) || !type.SequenceEqual(commonName)) continue;
                if (fields.TryRead(out _, out var value)) last = Dotted(value);
            }
        }
        return last;
    }

    private static bool TryReadAttribute(ref DerReader reader, out string text)
    {
        text = string.Empty;
        if (!reader.TryRead(DerTag.Sequence, out var attribute)) return false;
        var fields = new DerReader(attribute);
        if (!fields.TryRead(DerTag.ObjectIdentifier, out var type)) return false;
        if (!fields.TryRead(out var tag, out var value, out var whole)) return false;
        var oid = ObjectIdentifier.Text(type);
        var name = OidNames.Attribute(oid);
        text = $"{name ?? oid}={(name is null ? Rfc2253.Dump(whole) : Rfc2253.Value(tag, value, whole))}";
        return true;
    }

    private static string Join(List<(string Text, int Set)> parts)
    {
        var text = new StringBuilder(128);
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            text.Append(parts[i].Text);
            if (i > 0) text.Append(parts[i].Set == parts[i - 1].Set ? '+' : ',');
            if (text.Length > MaxTextChars) break;
        }
        return text.Length > MaxTextChars ? text.ToString(0, MaxTextChars) : text.ToString();
    }

    private static string Dotted(ReadOnlySpan<byte> value)
    {
        const int maxChars = 255;
        value = value[..Math.Min(value.Length, maxChars)];
        Span<char> text = stackalloc char[maxChars];
        for (var i = 0; i < value.Length; i++) text[i] = value[i] is >= (byte)' ' and <= (byte)'~' ? (char)value[i] : '.';
        return new string(text[..value.Length]);
    }
}
