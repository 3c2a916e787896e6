namespace NetSensor.Flows;

/// <summary>What the tracker of one shard did and lost, by cause.</summary>
public sealed class FlowCounters
{
    /// <summary>Place of flows without a tag in <see cref="VlanFlows"/>; the 4096 before it are VLAN ids.</summary>
    public const int Untagged = 4096;

    /// <summary>Packets that were given to it.</summary>
    public long Packets { get; set; }
    /// <summary>Flows that began.</summary>
    public long Flows { get; set; }
    /// <summary>Flows that a full table pushed out before their time.</summary>
    public long Evictions { get; set; }
    /// <summary>Flows in the table now.</summary>
    public long ActiveFlows { get; set; }
    /// <summary>Flows of which payload was left unread because the shard could not keep up, each once: streams to their end, datagrams until it had caught up.</summary>
    public long ShedFlows { get; set; }
    /// <summary>ARP packets.</summary>
    public long Arp { get; set; }
    /// <summary>Frames without IP (spanning tree, LLDP, 802.11 management, …).</summary>
    public long NotIp { get; set; }
    /// <summary>Packets cut inside their link or network header.</summary>
    public long TruncatedNetwork { get; set; }
    /// <summary>Packets cut inside their transport header.</summary>
    public long TruncatedTransport { get; set; }
    /// <summary>Packets whose headers contradict themselves.</summary>
    public long Malformed { get; set; }
    /// <summary>Packets of a link type that is not read.</summary>
    public long UnknownLink { get; set; }
    /// <summary>IP fragments.</summary>
    public long Fragments { get; set; }
    /// <summary>Packets that were found inside tunnels.</summary>
    public long Tunnelled { get; set; }
    /// <summary>Packets inside more tunnels than are looked into.</summary>
    public long TunnelsTooDeep { get; set; }
    /// <summary>Packets that equal the one before them in their flow and direction.</summary>
    public long Duplicates { get; set; }
    /// <summary>TCP segments that came after a later one and waited.</summary>
    public long OutOfOrderSegments { get; set; }
    /// <summary>TCP segments that repeat bytes already seen.</summary>
    public long Retransmissions { get; set; }
    /// <summary>TCP segments whose payload the snap length cut; they are holes in their streams.</summary>
    public long CutSegments { get; set; }
    /// <summary>Overlapping TCP segments whose bytes differ; the first ones count.</summary>
    public long InconsistentOverlaps { get; set; }
    /// <summary>Gaps told to parsers.</summary>
    public long Gaps { get; set; }
    /// <summary>Bytes in those gaps.</summary>
    public long GapBytes { get; set; }
    /// <summary>Gaps declared because a flow's out-of-order limit was reached.</summary>
    public long OutOfOrderLimitHits { get; set; }
    /// <summary>Gaps declared because the shard's out-of-order limit was reached.</summary>
    public long OutOfOrderTotalHits { get; set; }
    /// <summary>Oddities that a flow had beyond the number that is reported.</summary>
    public long SuppressedWeirds { get; set; }
    /// <summary>History letters beyond what a record holds.</summary>
    public long HistoryOverflows { get; set; }
    /// <summary>Bursts that were not noted because too many long flows were listened to.</summary>
    public long UnheardRhythms { get; set; }
    /// <summary>Faults that the decoder named, by <see cref="Wire.DecodeFault"/>.</summary>
    public long[] Faults { get; } = new long[Wire.DecodeFaults.Count];
    /// <summary>Packets whose IPv4 header has a wrong checksum; they count all the same, as below.</summary>
    public long BadIpChecksums { get; set; }
    /// <summary>TCP segments with a wrong checksum.</summary>
    public long BadTcpChecksums { get; set; }
    /// <summary>UDP datagrams with a wrong checksum.</summary>
    public long BadUdpChecksums { get; set; }
    /// <summary>ICMP and ICMPv6 messages with a wrong checksum.</summary>
    public long BadIcmpChecksums { get; set; }
    /// <summary>Flows by the VLAN of their first packet; the last place counts those without a tag.</summary>
    public long[] VlanFlows { get; } = new long[Untagged + 1];
    /// <summary>Flows whose answers came back between the same two hardware addresses, in the same VLAN.</summary>
    public long ReturnsSamePath { get; set; }
    /// <summary>Flows whose answers came back over other hardware addresses: routing is asymmetric, or gateways share an address.</summary>
    public long ReturnsOtherAddress { get; set; }
    /// <summary>Flows whose answers came back in another VLAN.</summary>
    public long ReturnsOtherVlan { get; set; }
    /// <summary>Announced flows that found no room.</summary>
    public long ExpectedFlowsRefused { get; set; }
}
