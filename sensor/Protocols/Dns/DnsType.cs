namespace NetSensor.Protocols.Dns;

/// <summary>Record types that are read here (IANA "Resource Record (RR) TYPEs"); others keep their number.</summary>
public enum DnsType : ushort
{
    /// <summary>IPv4 address.</summary>
    A = 1,
    /// <summary>Name server.</summary>
    Ns = 2,
    /// <summary>Canonical name.</summary>
    Cname = 5,
    /// <summary>Start of authority.</summary>
    Soa = 6,
    /// <summary>Well-known services.</summary>
    Wks = 11,
    /// <summary>Pointer.</summary>
    Ptr = 12,
    /// <summary>Host information.</summary>
    Hinfo = 13,
    /// <summary>Mail exchange.</summary>
    Mx = 15,
    /// <summary>Text.</summary>
    Txt = 16,
    /// <summary>IPv6 address.</summary>
    Aaaa = 28,
    /// <summary>Location (RFC 1876).</summary>
    Loc = 29,
    /// <summary>NetBIOS name (RFC 1002 §4.2.1.3), NIMLOC elsewhere.</summary>
    NetBios = 32,
    /// <summary>Service (RFC 2782); NetBIOS node status on port 137.</summary>
    Srv = 33,
    /// <summary>IPv6 address of RFC 2874, historic.</summary>
    A6 = 38,
    /// <summary>EDNS (RFC 6891).</summary>
    Opt = 41,
    /// <summary>Delegation signer (RFC 4034).</summary>
    Ds = 43,
    /// <summary>SSH key fingerprint (RFC 4255).</summary>
    Sshfp = 44,
    /// <summary>Signature (RFC 4034).</summary>
    Rrsig = 46,
    /// <summary>Next name (RFC 4034).</summary>
    Nsec = 47,
    /// <summary>Key (RFC 4034).</summary>
    Dnskey = 48,
    /// <summary>Next hashed name (RFC 5155).</summary>
    Nsec3 = 50,
    /// <summary>Parameters of NSEC3 (RFC 5155).</summary>
    Nsec3Param = 51,
    /// <summary>Service binding (RFC 9460).</summary>
    Svcb = 64,
    /// <summary>Service binding of HTTPS (RFC 9460).</summary>
    Https = 65,
    /// <summary>Sender policy (RFC 7208).</summary>
    Spf = 99,
    /// <summary>Transaction signature (RFC 8945).</summary>
    Tsig = 250,
    /// <summary>Certification authority authorisation (RFC 8659).</summary>
    Caa = 257,
    /// <summary>BIND's sign of a zone being signed.</summary>
    BindSigning = 65534,
}
