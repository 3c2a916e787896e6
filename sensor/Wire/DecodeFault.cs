namespace NetSensor.Wire;

/// <summary>What exactly was wrong with a packet; the first fault found is kept. <see cref="DecodeFaults.Name"/> has the name of each.</summary>
public enum DecodeFault : byte
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>A frame ends inside its Ethernet or 802.3 header, or before its 802.3 length.</summary>
    TruncatedEthernetFrame,
    /// <summary>A frame ends inside another link header.</summary>
    TruncatedLinkHeader,
    /// <summary>A frame ends inside a VLAN tag.</summary>
    TruncatedVlanHeader,
    /// <summary>A frame ends inside its PPPoE header.</summary>
    TruncatedPppoeHeader,
    /// <summary>A frame ends inside its 802.11 header.</summary>
    Truncated80211Header,
    /// <summary>A type field between the largest length and the smallest type (IEEE 802.3 §3.2.6).</summary>
    UndefinedEtherType,
    /// <summary>More link headers than any network stacks.</summary>
    TooManyLinkHeaders,
    /// <summary>The captured bytes end inside the IP header.</summary>
    TruncatedIp,
    /// <summary>The IP header announces more bytes than were on the wire.</summary>
    TruncatedIpLength,
    /// <summary>The version is neither 4 nor 6.</summary>
    UnknownIpVersion,
    /// <summary>The total length is zero, as segmentation offload leaves it on the sending host; no reason to stop.</summary>
    IpLengthZero,
    /// <summary>The IP header, extensions included, is longer than the packet it announces.</summary>
    InvalidIpHeaderSize,
    /// <summary>The IP header is shorter than it may be.</summary>
    IPv4MinimumHeaderSize,
    /// <summary>The captured bytes end inside IP options or the transport header.</summary>
    InternallyTruncatedHeader,
    /// <summary>More extension headers than any sender has reason for.</summary>
    TooManyExtensionHeaders,
    /// <summary>A routing header of type 0, which RFC 5095 abolished; no reason to stop.</summary>
    RoutingHeader0,
    /// <summary>A routing header of type 0 whose length is no number of addresses; no reason to stop.</summary>
    OddRouting0Length,
    /// <summary>A routing header of type 2 with another length than one address; no reason to stop.</summary>
    BadRouting2Length,
    /// <summary>A routing header of a type other than 0 and 2; no reason to stop.</summary>
    UnknownRoutingType,
    /// <summary>More than one routing header; no reason to stop.</summary>
    MultipleRoutingHeaders,
    /// <summary>A destination option that is longer than its header; no reason to stop.</summary>
    BadDestinationOptionLength,
    /// <summary>More than one home address (RFC 6275 §6.3); no reason to stop.</summary>
    MultipleHomeAddresses,
    /// <summary>A home address that is no IPv6 address; no reason to stop.</summary>
    BadHomeAddressLength,
    /// <summary>The IP header announces less than a transport header.</summary>
    TruncatedHeader,
    /// <summary>The TCP header says it is shorter than it may be.</summary>
    BadTcpHeaderLength,
    /// <summary>A GRE header, or what it must be followed by, is cut.</summary>
    TruncatedGre,
    /// <summary>A GRE version other than 0 and 1.</summary>
    UnknownGreVersion,
    /// <summary>GRE with the source routes that RFC 2784 abolished; no reason to stop.</summary>
    GreRouting,
    /// <summary>GRE version 1 with something else than PPP.</summary>
    EnhancedGreProtocol,
    /// <summary>IP inside IP whose version is not the one announced.</summary>
    InvalidInnerIpVersion,
    /// <summary>A VXLAN header with nothing behind it.</summary>
    VxlanEmpty,
    /// <summary>A GENEVE header with nothing behind it.</summary>
    GeneveEmpty,
    /// <summary>A GENEVE version other than 0.</summary>
    GeneveVersion,
    /// <summary>An AYIYA header with nothing behind it.</summary>
    AyiyaEmpty,
    /// <summary>A Teredo bubble with bytes behind its IPv6 header; no reason to stop.</summary>
    TeredoBubbleWithPayload,
}
