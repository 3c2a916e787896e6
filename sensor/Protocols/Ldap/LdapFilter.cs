using System.Globalization;
using System.Text;
using NetSensor.Protocols.Asn1;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// The filter of a search as text (RFC 4511 §4.5.1.7, RFC 4515).
/// <code>
/// a0 and {filters} | a1 or {filters} | a2 not {filter} | a3 equal | a5 at least | a6 at most | a8 similar: 04 attribute, 04 value
/// a4 substrings: 04 attribute, 30 {80 begin, 81 inside …, 82 end} | 87 present: attribute | a9 extensible: 81 rule, 82 attribute, 83 value, 84 of names too
/// </code>
/// </summary>
public static class LdapFilter
{
    private const int MaxDepth = 32;                // of filters within filters; tools nest less than ten deep
    private const int MaxChars = 4096;              // of text; sweeps for many names have a few thousand
    private const int MaxSubstrings = 32;
    private const string CutOff = "…";

    private enum Kind : byte { And = 0xa0, Or = 0xa1, Not = 0xa2, Equal = 0xa3, Substrings = 0xa4, AtLeast = 0xa5, AtMost = 0xa6, Present = 0x87, Similar = 0xa8, Extensible = 0xa9 }

    /// <summary>Reads the next element as a filter; null when there is none. What is too deep, too long or cut ends with "…".</summary>
    public static string? Read(ref DerReader reader)
    {
        if (reader.AtEnd) return null;
        var text = new StringBuilder(64);
        Append(text, ref reader, depth: 0);
        return text.Length > MaxChars ? text.ToString(0, MaxChars) + CutOff : text.ToString();
    }

    private static void Append(StringBuilder text, ref DerReader reader, int depth)
    {
        if (depth >= MaxDepth || text.Length > MaxChars || !reader.TryRead(out var tag, out var content))
        {
            text.Append(CutOff);
            return;
        }
        var inside = new DerReader(content);
        switch ((Kind)tag)
        {
            case Kind.And: AppendList(text, '&', ref inside, depth); break;
            case Kind.Or: AppendList(text, '|', ref inside, depth); break;
            case Kind.Not:
                text.Append("(!");
                Append(text, ref inside, depth + 1);
                text.Append(')');
                break;
            case Kind.Equal: AppendAssertion(text, "=", ref inside); break;
            case Kind.AtLeast: AppendAssertion(text, ">=", ref inside); break;
            case Kind.AtMost: AppendAssertion(text, "<=", ref inside); break;
            case Kind.Similar: AppendAssertion(text, "~=", ref inside); break;
            case Kind.Present: text.Append('(').Append(Text(content)).Append("=*)"); break;
            case Kind.Substrings: AppendSubstrings(text, ref inside); break;
            case Kind.Extensible: AppendExtensible(text, ref inside); break;
            default: text.Append(CutOff); break;
        }
    }

    /// <summary>Lists of more than two are folded in pairs from the left, as Zeek and Wireshark write them: (&amp;(&amp;(a)(b))(c)).</summary>
    private static void AppendList(StringBuilder text, char sign, ref DerReader items, int depth)
    {
        var begin = text.Length;
        text.Append('(').Append(sign);
        for (var i = 0; !items.AtEnd && text.Length <= MaxChars; i++)           // ends: each turn takes an element, or what is left is no element
        {
            if (i >= 2) text.Insert(begin, "(" + sign).Append(')');
            var before = items.Rest.Length;
            Append(text, ref items, depth + 1);
            if (items.Rest.Length == before) break;
        }
        text.Append(')');
    }

    private static void AppendAssertion(StringBuilder text, string relation, ref DerReader fields)
    {
        fields.TryRead(DerTag.OctetString, out var attribute);
        fields.TryRead(DerTag.OctetString, out var value);
        text.Append('(').Append(Text(attribute)).Append(relation).Append(Value(attribute, value)).Append(')');
    }

    private static void AppendSubstrings(StringBuilder text, ref DerReader fields)
    {
        const byte Last = 0x82;
        fields.TryRead(DerTag.OctetString, out var attribute);
        text.Append('(').Append(Text(attribute)).Append('=');
        var endsOpen = true;
        fields.TryEnter(DerTag.Sequence, out var parts);
        for (var i = 0; i < MaxSubstrings && parts.TryRead(out var tag, out var part); i++)
        {
            if ((byte)tag != 0x80) text.Append('*');
            text.Append(Text(part));
            endsOpen = (byte)tag != Last;
        }
        text.Append(endsOpen ? "*)" : ")");
    }

    private static void AppendExtensible(StringBuilder text, ref DerReader fields)
    {
        ReadOnlySpan<byte> rule = default, attribute = default, value = default;
        var ofNamesToo = false;
        while (fields.TryRead(out var tag, out var content))                     // ends: each turn takes an element
        {
            switch ((byte)tag)
            {
                case 0x81: rule = content; break;
                case 0x82: attribute = content; break;
                case 0x83: value = content; break;
                case 0x84: ofNamesToo = content.Length > 0 && content[0] != 0; break;
            }
        }
        text.Append('(').Append(Text(attribute));
        if (ofNamesToo) text.Append(":dn");
        if (!rule.IsEmpty) text.Append(':').Append(Text(rule));
        text.Append(":=").Append(Text(value)).Append(')');
    }

    /// <summary>Values that are no text are written as Zeek and Wireshark do: what locates a domain controller ([MS-ADTS] §6.3.3.2), and SIDs.</summary>
    private static string Value(ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        if (attribute.SequenceEqual("NtVer"u8) && value.Length == 4)
            return string.Create(CultureInfo.InvariantCulture, $"0x{new ByteReader(value).U32Le():x8}");
        if (attribute.SequenceEqual("DomainGuid"u8) && value.Length == 16) return new Guid(value).ToString();
        if (attribute.SequenceEqual("DomainSid"u8)) return SecurityIdentifier(value) ?? Text(value);
        if (attribute.SequenceEqual("AAC"u8) || attribute.SequenceEqual("objectSid"u8)) return Hexadecimal(value);
        return Text(value);
    }

    /// <summary>"S-1-5-21-…" ([MS-DTYP] §2.4.2.2): | revision 1 | count 1 | authority 6 | count times 4 |.</summary>
    private static string? SecurityIdentifier(ReadOnlySpan<byte> value)
    {
        var reader = new ByteReader(value);
        var revision = reader.U8();
        var count = reader.U8();
        var authority = ((ulong)reader.U16() << 32) | reader.U32();
        var text = new StringBuilder("S-").Append(revision).Append('-').Append(authority);
        for (var i = 0; i < count && !reader.Truncated; i++) text.Append('-').Append(reader.U32Le());
        return reader.Truncated || !reader.AtEnd ? null : text.ToString();
    }

    private static string Hexadecimal(ReadOnlySpan<byte> value)
    {
        const int MaxBytes = 68;                    // of a SID
        var text = new StringBuilder(3 * MaxBytes);
        foreach (var octet in value[..Math.Min(value.Length, MaxBytes)])
        {
            if (text.Length > 0) text.Append(':');
            text.Append(octet.ToString("x2", CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    private static string Text(ReadOnlySpan<byte> bytes) => EscapedText.From(bytes, MaxChars);
}
