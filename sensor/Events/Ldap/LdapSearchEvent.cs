using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A search in a directory with its answer (RFC 4511 §4.5); one line of ldap_search.log. What was not seen is null. Filled while answers come;
/// nobody changes it once it was emitted.
/// </summary>
public sealed class LdapSearchEvent : SensorEvent
{
    /// <summary>When the request was seen; the first answer where the request was not.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The id that pairs request and answers.</summary>
    public required int MessageId { get; init; }
    /// <summary>"base", "single", "tree".</summary>
    public string? Scope { get; set; }
    /// <summary>"never", "searching", "finding", "always".</summary>
    public string? DereferenceAliases { get; set; }
    /// <summary>Name of the entry under which is searched; null for the root.</summary>
    public string? BaseObject { get; set; }
    /// <summary>The filter as text, lists of more than two folded in pairs as Zeek and Wireshark write them.</summary>
    public string? Filter { get; set; }
    /// <summary>The attributes asked for; null when it is all of them.</summary>
    public IReadOnlyList<string>? Attributes { get; set; }
    /// <summary>Most entries that the client wants; 0 for no limit.</summary>
    public int SizeLimit { get; set; }
    /// <summary>Entries that came.</summary>
    public int Entries { get; set; }
    /// <summary>References to other servers that came.</summary>
    public int References { get; set; }
    /// <summary>Result code (RFC 4511 §4.1.9).</summary>
    public int? ResultCode { get; set; }
    /// <summary>Its name ("no such object").</summary>
    public string? Result { get; set; }
    /// <summary>What the server says of it.</summary>
    public string? Diagnostic { get; set; }
}
