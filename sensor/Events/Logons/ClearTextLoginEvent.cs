using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Somebody logged in where everybody on the way could read it; one line of clear_text_logins.log. The password itself is never kept: only
/// whether one was seen. One event per attempt, told when the answer is known, or when the flow ends without one.
/// </summary>
public sealed class ClearTextLoginEvent : SensorEvent
{
    /// <summary>Longest user name that is told, in bytes: directory names (LDAP) have a hundred or two.</summary>
    public const int MaxUserBytes = 256;

    /// <summary>When the user name was sent; the password where no name was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The protocol, by its name in conn.log: "ftp", "smtp", "imap", "pop3", "telnet", "irc", "http", "ldap", ….</summary>
    public required string Service { get; init; }
    /// <summary>How the protocol calls this way to log in: "USER", "PLAIN", "LOGIN", "Basic", "simple", "prompt", ….</summary>
    public required string Mechanism { get; init; }
    /// <summary>The user name; null when none was seen.</summary>
    public string? User { get; init; }
    /// <summary>Whether a password that is not empty was sent in the clear, or in a coding that hides nothing (base64).</summary>
    public required bool PasswordSeen { get; init; }
    /// <summary>Whether the server let the user in; null when that is not known.</summary>
    public bool? Success { get; init; }
}
