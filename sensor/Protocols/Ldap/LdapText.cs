using System.Text;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>Names and texts of a directory: UTF-8 (RFC 4511 §4.1.2), with "?" for control characters and bytes that are no UTF-8, as Zeek shows them.</summary>
internal static class LdapText
{
    private const int MaxNameBytes = 1024;          // names of entries; deep ones of real directories have some 200
    private const int MaxAttributes = 64;           // that a search asks for; tools ask for some forty
    private const int MaxAttributeBytes = 64;

    /// <summary>An OCTET STRING as a name; null when there is none, or an empty one.</summary>
    public static string? Name(ref DerReader reader) => reader.TryRead(DerTag.OctetString, out var bytes) ? Of(bytes, MaxNameBytes) : null;

    /// <summary>Bytes as a name; null when there are none.</summary>
    public static string? Name(ReadOnlySpan<byte> bytes) => Of(bytes, MaxNameBytes);

    /// <summary>The attributes of a search; null when it asks for all.</summary>
    public static List<string>? Attributes(ref DerReader reader)
    {
        if (!reader.TryEnter(DerTag.Sequence, out var items) || items.AtEnd) return null;
        var attributes = new List<string>(4);
        while (attributes.Count < MaxAttributes && items.TryRead(DerTag.OctetString, out var name)) attributes.Add(Of(name, MaxAttributeBytes) ?? string.Empty);
        return attributes;
    }

    private static string? Of(ReadOnlySpan<byte> bytes, int maxBytes)
    {
        if (bytes.IsEmpty) return null;
        bytes = bytes[..Math.Min(bytes.Length, maxBytes)];
        if (!bytes.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e)) return Encoding.ASCII.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        foreach (var rune in Encoding.UTF8.GetString(bytes).EnumerateRunes())
        {
            if (rune.Value < 0x20 || rune.Value == 0x7f || rune == Rune.ReplacementChar) text.Append('?');
            else text.Append(rune.ToString());
        }
        return text.ToString();
    }
}
