using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A request to a directory that is no search, with its answer (RFC 4511 §4); one line of ldap.log. What was not seen is null. Filled while the
/// answer is waited for; nobody changes it once it was emitted.
/// </summary>
public sealed class LdapOperationEvent : SensorEvent
{
    /// <summary>What stands in place of a password.</summary>
    public const string Redacted = "REDACTED";

    /// <summary>When the request was seen; the answer where the request was not.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The id that pairs request and answer.</summary>
    public required int MessageId { get; init; }
    /// <summary>"bind simple", "bind SASL", "unbind", "modify", "add", "delete", "compare", "abandon", "extended"; "bind" when its request was not seen.</summary>
    public required string Operation { get; set; }
    /// <summary>Protocol version of a bind.</summary>
    public int? Version { get; set; }
    /// <summary>Name of the entry that it is about; of an extended operation its identifier and name.</summary>
    public string? Object { get; set; }
    /// <summary>The mechanism of a SASL bind, the new name of a renaming; "REDACTED" stands for a password.</summary>
    public string? Argument { get; set; }
    /// <summary>The attributes that a modification or a new entry writes.</summary>
    public IReadOnlyList<string>? Attributes { get; set; }
    /// <summary>Result code (RFC 4511 §4.1.9).</summary>
    public int? ResultCode { get; set; }
    /// <summary>Its name ("invalid credentials").</summary>
    public string? Result { get; set; }
    /// <summary>What the server says of it.</summary>
    public string? Diagnostic { get; set; }
    /// <summary>The account that NTLM inside of a SASL bind names, "DOMAIN\user".</summary>
    public string? User { get; set; }
}
