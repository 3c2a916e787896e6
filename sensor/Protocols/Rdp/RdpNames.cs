namespace NetSensor.Protocols.Rdp;

/// <summary>What the numbers of RDP mean, in the words that Zeek's rdp.log has for them; an unknown number stays one.</summary>
public static class RdpNames
{
    /// <summary>Security that a server chose ([MS-RDPBCGR] §2.2.1.2.1).</summary>
    public static string SecurityProtocol(uint protocol) => protocol switch
    {
        0 => "RDP",
        1 => "SSL",
        2 => "HYBRID",
        8 => "HYBRID_EX",
        _ => $"security_protocol-{protocol}",
    };

    /// <summary>Why a server refused (§2.2.1.2.2).</summary>
    public static string Failure(uint code) => code switch
    {
        1 => "SSL_REQUIRED_BY_SERVER",
        2 => "SSL_NOT_ALLOWED_BY_SERVER",
        3 => "SSL_CERT_NOT_ON_SERVER",
        4 => "INCONSISTENT_FLAGS",
        5 => "HYBRID_REQUIRED_BY_SERVER",
        6 => "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER",
        _ => $"failure_code-{code}",
    };

    /// <summary>Outcome of the conference's creation (ITU-T T.124 §8.7).</summary>
    public static string ConferenceResult(byte result) => result switch
    {
        0 => "Success",
        1 => "User rejected",
        2 => "Resources not available",
        3 => "Rejected for symmetry breaking",
        4 => "Locked conference",
        _ => $"result-{result}",
    };

    /// <summary>Build number of a client (§2.2.1.3.2), as the version of RDP that it speaks.</summary>
    public static string Build(uint build) => build switch
    {
        419 => "RDP 4.0",
        2195 or 2221 => "RDP 5.0",
        2600 => "RDP 5.1",
        3790 => "RDP 5.2",
        6000 => "RDP 6.0",
        6001 => "RDP 6.1",
        6002 => "RDP 6.2",
        7600 => "RDP 7.0",
        7601 => "RDP 7.1",
        9200 => "RDP 8.0",
        9600 => "RDP 8.1",
        25189 or 25282 => "RDP 8.0 (Mac)",
        _ => $"client_build-{build}",
    };

    /// <summary>Colour depth (§2.2.1.3.2, highColorDepth).</summary>
    public static string ColorDepth(ushort depth) => depth is 4 or 8 or 15 or 16 or 24 ? $"{depth}bit" : $"high_color_depth-{depth}";

    /// <summary>Method of RDP's own encryption (§2.2.1.4.3).</summary>
    public static string EncryptionMethod(uint method) => method switch
    {
        0 => "None",
        1 => "40bit",
        2 => "128bit",
        8 => "56bit",
        0x10 => "FIPS",
        _ => $"encryption_method-{method}",
    };

    /// <summary>Level of RDP's own encryption (§2.2.1.4.3).</summary>
    public static string EncryptionLevel(uint level) => level switch
    {
        0 => "None",
        1 => "Low",
        2 => "Client compatible",
        3 => "High",
        4 => "FIPS",
        _ => $"encryption_level-{level}",
    };

    /// <summary>Kind of certificate in RDP's own encryption (§2.2.1.4.3.1).</summary>
    public static string CertificateType(uint type) => type switch
    {
        1 => "RSA",
        2 => "X.509",
        _ => $"cert_type-{type}",
    };
}
