namespace NetSensor.Protocols.Ldap;

/// <summary>Names of numbers, as Zeek's ldap.log and ldap_search.log write them.</summary>
public static class LdapNames
{
    /// <summary>The extended operation behind which TLS begins (RFC 4511 §4.14.1).</summary>
    public const string StartTls = "1.3.6.1.4.1.1466.20037";

    /// <summary>A result code (RFC 4511 §4.1.9, IANA's registry; from 81 on what clients' libraries add); "unknown" for others.</summary>
    public static string Result(int code) => code switch
    {
        0 => "success",
        1 => "operations error",
        2 => "protocol error",
        3 => "time limit exceeded",
        4 => "size limit exceeded",
        5 => "compare false",
        6 => "compare true",
        7 => "auth method not supported",
        8 => "stronger auth required",
        9 => "partial results",
        10 => "referral",
        11 => "admin limit exceeded",
        12 => "unavailable critical extension",
        13 => "confidentiality required",
        14 => "SASL bind in progress",
        16 => "no such attribute",
        17 => "undefined attribute type",
        18 => "inappropriate matching",
        19 => "constraint violation",
        20 => "attribute or value exists",
        21 => "invalid attribute syntax",
        32 => "no such object",
        33 => "alias problem",
        34 => "invalid DN syntax",
        36 => "alias dereferencing problem",
        48 => "inappropriate authentication",
        49 => "invalid credentials",
        50 => "insufficient access rights",
        51 => "busy",
        52 => "unavailable",
        53 => "unwilling to perform",
        54 => "loop detect",
        60 => "sort control missing",
        61 => "offset range error",
        64 => "naming violation",
        65 => "object class violation",
        66 => "not allowed on non-leaf",
        67 => "not allowed on RDN",
        68 => "entry already exists",
        69 => "object class mods prohibited",
        70 => "results too large",
        71 => "affects multiple DSAs",
        76 => "control error",
        80 => "other",
        81 => "server down",
        82 => "local error",
        83 => "encoding error",
        84 => "decoding error",
        85 => "timeout",
        86 => "auth unknown",
        87 => "filter error",
        88 => "user canceled",
        89 => "param error",
        90 => "no memory",
        91 => "connect error",
        92 => "not supported",
        93 => "control not found",
        94 => "no results returned",
        95 => "more results to return",
        96 => "client loop",
        97 => "referral limit exceeded",
        100 => "invalid response",
        101 => "ambiguous response",
        112 => "TLS not supported",
        113 => "intermediate response",
        114 => "unknown type",
        115 => "LCUP invalid data",
        116 => "LCUP unsupported scheme",
        117 => "LCUP reload required",
        118 => "canceled",
        119 => "no such operation",
        120 => "too late",
        121 => "cannot cancel",
        122 => "assertion failed",
        123 => "authorization denied",
        _ => "unknown",
    };

    /// <summary>How deep a search goes (RFC 4511 §4.5.1.2).</summary>
    public static string Scope(long scope) => scope switch { 0 => "base", 1 => "single", 2 => "tree", _ => "unknown" };

    /// <summary>Where aliases are followed (RFC 4511 §4.5.1.3).</summary>
    public static string Dereference(long aliases) => aliases switch { 0 => "never", 1 => "searching", 2 => "finding", 3 => "always", _ => "unknown" };

    /// <summary>What an operation is called, whether request or answer.</summary>
    public static string Operation(LdapOperation operation) => operation switch
    {
        LdapOperation.BindRequest or LdapOperation.BindResponse => "bind",
        LdapOperation.UnbindRequest => "unbind",
        LdapOperation.ModifyRequest or LdapOperation.ModifyResponse => "modify",
        LdapOperation.ModifyNameRequest or LdapOperation.ModifyNameResponse => "modify",
        LdapOperation.AddRequest or LdapOperation.AddResponse => "add",
        LdapOperation.DeleteRequest or LdapOperation.DeleteResponse => "delete",
        LdapOperation.CompareRequest or LdapOperation.CompareResponse => "compare",
        LdapOperation.AbandonRequest => "abandon",
        LdapOperation.ExtendedRequest or LdapOperation.ExtendedResponse => "extended",
        _ => "unknown",
    };

    /// <summary>An extended operation (RFC 4511 §4.14, RFC 4532); "unknown" for others.</summary>
    public static string Extended(string identifier) => identifier switch
    {
        StartTls => "StartTLS",
        "1.3.6.1.4.1.4203.1.11.3" => "whoami",
        _ => "unknown",
    };
}
