namespace NetSensor.Wire;

/// <summary>
/// What <see cref="PacketDecoder"/> found in one packet, down to the first transport header. Offsets count from the first byte that was
/// handed to the decoder; nothing here points into the packet. When <see cref="Inner"/> is not <see cref="Encapsulation.None"/> the
/// payload holds another packet at <see cref="InnerOffset"/> that is decoded by a further call.
/// </summary>
public struct PacketHeaders
{
    /// <summary>Source address of the IP header (sender protocol address for ARP).</summary>
    public IpAddr Source;
    /// <summary>Destination address of the IP header (target protocol address for ARP).</summary>
    public IpAddr Destination;
    /// <summary>Source hardware address, when the link has one.</summary>
    public MacAddress SourceMac;
    /// <summary>Destination hardware address, when the link has one.</summary>
    public MacAddress DestinationMac;
    /// <summary>Offset of the IP header.</summary>
    public int NetworkOffset;
    /// <summary>Offset of the transport header.</summary>
    public int TransportOffset;
    /// <summary>Offset of the first payload byte behind the transport header; behind the link headers of a frame that carries no IP.</summary>
    public int PayloadOffset;
    /// <summary>Payload bytes that were captured, padding excluded.</summary>
    public int PayloadLength;
    /// <summary>Payload bytes that the IP header announces; more than <see cref="PayloadLength"/> when the snap length cut the packet.</summary>
    public int PayloadWireLength;
    /// <summary>
    /// Bytes of the whole IP packet as its header announces: 0 where segmentation offload left the field empty, in which case the payload's
    /// lengths are what the capture knows. An IPv6 fragment header that fragments nothing (RFC 6946) is not counted.
    /// </summary>
    public int IpLength;
    /// <summary>Sequence number of a TCP segment.</summary>
    public uint Sequence;
    /// <summary>Acknowledgement number of a TCP segment.</summary>
    public uint Acknowledgement;
    /// <summary>Identification of an IP fragment (32 bits for IPv6).</summary>
    public uint FragmentId;
    /// <summary>
    /// Differs from packet to packet of a flow and is the same for a frame that a mirror port delivered twice: made of the IP
    /// identification and the checksums of the network and transport headers.
    /// </summary>
    public uint Fingerprint;
    /// <summary>Byte offset of a fragment in its datagram.</summary>
    public ushort FragmentOffset;
    /// <summary>Source port; the type for ICMP and ICMPv6.</summary>
    public ushort SourcePort;
    /// <summary>Destination port; the code for ICMP and ICMPv6; the type of a frame that carries no IP, where it has one.</summary>
    public ushort DestinationPort;
    /// <summary>Receive window of a TCP segment, unscaled.</summary>
    public ushort Window;
    /// <summary>Outer VLAN id with bit 15 set when a tag was present; zero when none was.</summary>
    public ushort OuterVlan;
    /// <summary>Inner VLAN id (QinQ), as <see cref="OuterVlan"/>.</summary>
    public ushort InnerVlan;
    /// <summary>Offset of the packet that this one carries.</summary>
    public int InnerOffset;
    /// <summary>Captured bytes of the packet that this one carries.</summary>
    public int InnerLength;
    /// <summary>Bytes that the packet which this one carries had on the wire.</summary>
    public int InnerWireLength;
    /// <summary>
    /// Offset of the next frame of an 802.11 A-MSDU, to be decoded as <see cref="LinkType.Amsdu"/> from there to the end; zero when there is none.
    /// </summary>
    public int NextFrameOffset;
    /// <summary>Link type of the packet that this one carries (Ethernet, IPv4, IPv6, Ppp, Mpls, …).</summary>
    public LinkType InnerLink;
    /// <summary>Protocol behind the IP header and its extensions.</summary>
    public IpProtocol Protocol;
    /// <summary>Flags of a TCP segment.</summary>
    public TcpFlags TcpFlags;
    /// <summary>Time to live or hop limit.</summary>
    public byte TimeToLive;
    /// <summary>What carries the inner packet, if any.</summary>
    public Encapsulation Inner;
    /// <summary>What was wrong, also where that did not stop the decoder; the first fault found.</summary>
    public DecodeFault Fault;
    /// <summary>Whether further fragments follow this one.</summary>
    public bool MoreFragments;
    /// <summary>
    /// Whether the outer addresses only steer the packet that this one carries (segment routing, RFC 8754): one direction of a flow may be
    /// steered, over other hops each time, and the other not, so that the inner addresses alone say which flow it is.
    /// </summary>
    public bool IsSteered;
    /// <summary>Whether the IP header is version 6.</summary>
    public bool IsIPv6;

    /// <summary>Bit that says a VLAN tag was present, so that VLAN 0 (priority tag) can be told from none.</summary>
    public const ushort VlanPresent = 0x8000;
}
