using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// Names of the attributes that a request writes; their values are not kept.
/// <code>
/// modify (RFC 4511 §4.6): | 30 { 30 { 0a change, 30 { 04 attribute, 31 values } } … } |      add (§4.7): | 30 { 30 { 04 attribute, 31 values } … } |
/// </code>
/// </summary>
internal static class LdapChanges
{
    private const int MaxAttributes = 64;           // a new computer or user has some twenty

    /// <summary>Reads the list behind the entry's name; null when there is none.</summary>
    public static List<string>? Attributes(ref DerReader body)
    {
        if (!body.TryEnter(DerTag.Sequence, out var changes) || changes.AtEnd) return null;
        var attributes = new List<string>(4);
        while (attributes.Count < MaxAttributes && changes.TryEnter(DerTag.Sequence, out var change))
        {
            var isModification = change.TryReadInteger(out _);
            if (isModification && (!change.TryEnter(DerTag.Sequence, out var inside) || !TryAdd(attributes, inside))) break;
            if (!isModification && !TryAdd(attributes, change)) break;
        }
        return attributes;
    }

    private static bool TryAdd(List<string> attributes, DerReader attribute)
    {
        if (LdapText.Name(ref attribute) is not { } name) return false;
        attributes.Add(name);
        return true;
    }
}
