namespace NetSensor.Wire;

/// <summary>What carries an inner packet; the names in tunnel.log are Zeek's where Zeek has one.</summary>
public enum Encapsulation : byte
{
    /// <summary>Nothing: the packet ends with its own transport.</summary>
    None,
    /// <summary>IPv4 or IPv6 directly inside IP (RFC 2003, RFC 4213 6in4).</summary>
    Ip,
    /// <summary>GRE (RFC 2784), with ERSPAN inside or not.</summary>
    Gre,
    /// <summary>VXLAN (RFC 7348).</summary>
    Vxlan,
    /// <summary>GENEVE (RFC 8926).</summary>
    Geneve,
    /// <summary>Teredo (RFC 4380).</summary>
    Teredo,
    /// <summary>GTP-U version 1 (3GPP TS 29.281). Inside another GTP-U packet it is user data, not a tunnel: do not decode it again there.</summary>
    GtpV1,
    /// <summary>AYIYA.</summary>
    Ayiya,
    /// <summary>Ethernet inside IP (RFC 3378).</summary>
    EtherIp,
    /// <summary>MPLS inside IP or UDP (RFC 4023, RFC 7510).</summary>
    Mpls,
}
