namespace NetSensor.Wire;

/// <summary>What the first bytes of a captured packet are (the public LINKTYPE_ registry); other numbers are kept as they are.</summary>
public enum LinkType : ushort
{
    /// <summary>BSD loopback: a 4-byte address family in the capturing host's byte order.</summary>
    Null = 0,
    /// <summary>Ethernet.</summary>
    Ethernet = 1,
    /// <summary>PPP, with or without HDLC framing bytes.</summary>
    Ppp = 9,
    /// <summary>FDDI.</summary>
    Fddi = 10,
    /// <summary>Raw IP as some BSDs number it.</summary>
    RawBsd = 12,
    /// <summary>Raw IP as OpenBSD numbers it.</summary>
    RawOpenBsd = 14,
    /// <summary>PPP with an HDLC header.</summary>
    PppHdlc = 50,
    /// <summary>PPPoE session packets without Ethernet header.</summary>
    PppEthernet = 51,
    /// <summary>LLC over ATM (RFC 2684).</summary>
    AtmLlc = 100,
    /// <summary>Raw IPv4 or IPv6.</summary>
    Raw = 101,
    /// <summary>Cisco HDLC.</summary>
    CiscoHdlc = 104,
    /// <summary>IEEE 802.11.</summary>
    Ieee80211 = 105,
    /// <summary>Frame Relay (RFC 2427).</summary>
    FrameRelay = 107,
    /// <summary>OpenBSD loopback: the address family in network byte order.</summary>
    Loop = 108,
    /// <summary>Linux "cooked" capture, version 1.</summary>
    LinuxSll = 113,
    /// <summary>Prism header before IEEE 802.11.</summary>
    Ieee80211Prism = 119,
    /// <summary>ATM as SunATM devices deliver it.</summary>
    SunAtm = 123,
    /// <summary>Radiotap header before IEEE 802.11.</summary>
    Ieee80211Radiotap = 127,
    /// <summary>AVS header before IEEE 802.11.</summary>
    Ieee80211Avs = 163,
    /// <summary>PPP with a byte before it that tells the direction.</summary>
    PppDirection = 166,
    /// <summary>Per-Packet Information header.</summary>
    Ppi = 192,
    /// <summary>Raw IPv4.</summary>
    IPv4 = 228,
    /// <summary>Raw IPv6.</summary>
    IPv6 = 229,
    /// <summary>Linux netfilter log.</summary>
    NfLog = 239,
    /// <summary>macOS packet metadata before a packet of another link type.</summary>
    Pktap = 258,
    /// <summary>Linux "cooked" capture, version 2.</summary>
    LinuxSll2 = 276,
    /// <summary>No capture has it: an MPLS label stack inside GRE, IP or UDP.</summary>
    Mpls = 0xFF01,
    /// <summary>No capture has it: a VLAN tag inside GRE.</summary>
    Vlan = 0xFF02,
    /// <summary>No capture has it: a further frame of an 802.11 A-MSDU.</summary>
    Amsdu = 0xFF03,
}
