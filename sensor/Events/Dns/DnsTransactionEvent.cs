using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A name was asked for and answered, or one of both without the other; one line of dns.log (also mDNS, LLMNR, NBNS). The parser fills it
/// while the transaction is open; nobody changes it once it was emitted.
/// </summary>
public sealed class DnsTransactionEvent : SensorEvent
{
    /// <summary>When its first message was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>The id that pairs query and answer.</summary>
    public required ushort TransactionId { get; init; }
    /// <summary>From the query to the answer; null when either was not seen or the answer held no record that is told.</summary>
    public TimeSpan? RoundTrip { get; set; }
    /// <summary>The name asked for, lower-cased; the first answer's owner when only an answer was seen; null when there was neither.</summary>
    public string? Query { get; set; }
    /// <summary>QCLASS; null when no question was seen.</summary>
    public int? QueryClass { get; set; }
    /// <summary>Zeek's name of the class ("C_INTERNET").</summary>
    public string? QueryClassName { get; set; }
    /// <summary>QTYPE; null when no question was seen.</summary>
    public int? QueryType { get; set; }
    /// <summary>Zeek's name of the type ("A", "AAAA", "*", "NBSTAT").</summary>
    public string? QueryTypeName { get; set; }
    /// <summary>RCODE of the answer's header; null when there was no answer.</summary>
    public int? ResponseCode { get; set; }
    /// <summary>Zeek's name of the code ("NOERROR", "NXDOMAIN").</summary>
    public string? ResponseCodeName { get; set; }
    /// <summary>AA, of an answer that held records.</summary>
    public bool AuthoritativeAnswer { get; set; }
    /// <summary>TC of the query, as Zeek has it; <see cref="ReplyTruncated"/> is the one of the answer.</summary>
    public bool Truncated { get; set; }
    /// <summary>TC of the answer.</summary>
    public bool ReplyTruncated { get; set; }
    /// <summary>RD of the query.</summary>
    public bool RecursionDesired { get; set; }
    /// <summary>RA, of an answer that held records.</summary>
    public bool RecursionAvailable { get; set; }
    /// <summary>The three bits behind RA of the query (Z, AD, CD).</summary>
    public int Reserved { get; set; }
    /// <summary>The answer section as Zeek writes it; null when there is nothing to tell.</summary>
    public List<string>? Answers { get; set; }
    /// <summary>Lifetimes of <see cref="Answers"/>, in the same order.</summary>
    public List<TimeSpan>? TimesToLive { get; set; }
    /// <summary>The A and AAAA records of the answer section.</summary>
    public List<DnsAddress>? Addresses { get; set; }
    /// <summary>Whether the server gave nothing but its refusal: no record in any section.</summary>
    public bool Rejected { get; set; }
    /// <summary>UDP payload size that the query's OPT record offers (RFC 6891 §6.2.3); null without one.</summary>
    public int? EdnsPayloadSize { get; set; }
    /// <summary>Whether the query asks for DNSSEC records (DO, RFC 3225).</summary>
    public bool DnssecOk { get; set; }
    /// <summary>The client subnet that the query discloses (RFC 7871), as "address/prefix"; null without one.</summary>
    public string? ClientSubnet { get; set; }
    /// <summary>Whether the query was seen.</summary>
    public bool SawQuery { get; set; }
    /// <summary>Whether an answer was seen.</summary>
    public bool SawReply { get; set; }
}
