using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A ticket was asked for, or shown to a service (RFC 4120); one line of kerberos.log. What was not seen is null. Filled while the exchange
/// goes on; nobody changes it once it was emitted.
/// </summary>
public sealed class KerberosEvent : SensorEvent
{
    /// <summary>When its first message was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The protocol around it: "krb", "krb_tcp", "smb", "dce_rpc", "http", "ldap", "rdp".</summary>
    public required string Carrier { get; init; }
    /// <summary>"AS" (first ticket), "TGS" (ticket for a service), "AP" (ticket shown to a service); null when only an error was seen.</summary>
    public string? RequestType { get; set; }
    /// <summary>The client's name without its realm, parts joined by "/".</summary>
    public string? ClientName { get; set; }
    /// <summary>The client's realm: of a first request the one that it asks.</summary>
    public string? ClientRealm { get; set; }
    /// <summary>The service's name without its realm ("krbtgt/EXAMPLE.ORG", "cifs/files.example.org").</summary>
    public string? ServiceName { get; set; }
    /// <summary>The service's realm.</summary>
    public string? ServiceRealm { get; set; }
    /// <summary>Whether the ticket was given or taken; null when no verdict was seen.</summary>
    public bool? Success { get; set; }
    /// <summary>The error's code (RFC 4120 §7.5.9); null when there was none.</summary>
    public int? ErrorCode { get; set; }
    /// <summary>The error's name ("KDC_ERR_PREAUTH_REQUIRED").</summary>
    public string? ErrorName { get; set; }
    /// <summary>What the server wrote about the error.</summary>
    public string? ErrorText { get; set; }
    /// <summary>From when the ticket shall be valid.</summary>
    public Timestamp? From { get; set; }
    /// <summary>Until when the client wants it.</summary>
    public Timestamp? Till { get; set; }
    /// <summary>Until when the client wants to renew it.</summary>
    public Timestamp? RenewTill { get; set; }
    /// <summary>Flags that the client asks for (RFC 4120 §5.4.1), bit 0 the highest; null without a request.</summary>
    public uint? Options { get; set; }
    /// <summary>Encryption types that the client offers, best first.</summary>
    public IReadOnlyList<int>? OfferedEncryption { get; set; }
    /// <summary>Encryption type of the ticket that was given or shown.</summary>
    public int? TicketEncryption { get; set; }
    /// <summary>Its name ("rc4-hmac").</summary>
    public string? TicketEncryptionName { get; set; }
    /// <summary>What tells the ticket that was given or shown from all others: the first eight bytes of its encrypted part, the same wherever it is shown.</summary>
    public ulong? TicketMark { get; set; }
    /// <summary>Encryption type of the reply's other part: the client's key for a first ticket, the session's for others.</summary>
    public int? ReplyEncryption { get; set; }
    /// <summary>Encryption type of the ticket that a TGS request shows.</summary>
    public int? ShownTicketEncryption { get; set; }
    /// <summary>Realm whose controller made that ticket.</summary>
    public string? ShownTicketRealm { get; set; }
    /// <summary>What tells that ticket from all others, as <see cref="TicketMark"/>.</summary>
    public ulong? ShownTicketMark { get; set; }
    /// <summary>Kinds of pre-authentication data in the request (RFC 4120 §7.5.2).</summary>
    public IReadOnlyList<int>? PreAuthentication { get; set; }
    /// <summary>Whether the request proves that the client knows its key (time stamp, certificate, FAST, or a shown ticket).</summary>
    public bool IsPreAuthenticated { get; set; }
    /// <summary>The user in whose name a service asks (S4U2self, [MS-SFU] §2.2.1).</summary>
    public string? ImpersonatedUser { get; set; }
    /// <summary>Whether a further ticket is shown (S4U2proxy, user to user).</summary>
    public bool ShowsFurtherTicket { get; set; }
    /// <summary>The NetBIOS name that the client gives itself among its addresses, as Windows does.</summary>
    public string? Workstation { get; set; }
}
