using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A flow ended, or reports while it is still open; one line of conn.log. Fields mean what Zeek's documentation of conn.log says.</summary>
public sealed class FlowEvent : SensorEvent
{
    /// <summary>Whether the flow is still open (an interim record of a long flow).</summary>
    public bool IsInterim { get; init; }
    /// <summary>Services in the order in which they were confirmed, joined by commas; null when none was.</summary>
    public string? Service { get; set; }
    /// <summary>Time between the first and last packet; null when there was but one.</summary>
    public TimeSpan? Duration { get; init; }
    /// <summary>Payload bytes of the originator (from sequence numbers for TCP); null where Zeek leaves it out.</summary>
    public long? OriginatorBytes { get; init; }
    /// <summary>Payload bytes of the responder, as above.</summary>
    public long? ResponderBytes { get; init; }
    /// <summary>S0, S1, SF, REJ, S2, S3, RSTO, RSTR, RSTOS0, RSTRH, SH, SHR or OTH.</summary>
    public required string ConnectionState { get; init; }
    /// <summary>Bytes lost in content gaps.</summary>
    public long MissedBytes { get; init; }
    /// <summary>Zeek's history letters.</summary>
    public required string History { get; init; }
    /// <summary>Packets of the originator.</summary>
    public long OriginatorPackets { get; init; }
    /// <summary>Bytes of the originator's IP packets, headers included.</summary>
    public long OriginatorIpBytes { get; init; }
    /// <summary>Packets of the responder.</summary>
    public long ResponderPackets { get; init; }
    /// <summary>Bytes of the responder's IP packets, headers included.</summary>
    public long ResponderIpBytes { get; init; }
    /// <summary>How sure it is who opened the flow, 0 to 1: 1 when the handshake or request was seen.</summary>
    public double DirectionConfidence { get; set; } = 1;
    /// <summary>
    /// Name that the flow itself told for its destination (SNI, HTTP Host), else the one that its client had asked the DNS for, which is filled
    /// in before anybody sees the event; null when there is neither.
    /// </summary>
    public string? DestinationName { get; set; }
    /// <summary>Where <see cref="DestinationName"/> comes from: "sni", "http", "dns".</summary>
    public string? DestinationNameSource { get; set; }
    /// <summary>
    /// Name of the responder in the reverse DNS, asked now and not then, where there is no <see cref="DestinationName"/>: for people to read, filled in when the
    /// sensor is told to ask; whoever owns the address chose it. Null when nobody asked or knows.
    /// </summary>
    public string? ReverseName { get; set; }
    /// <summary>
    /// When the connection began, where an earlier run of the sensor saw that and this one joined it in its middle; filled in behind the merge. Null as a rule: the flow tells.
    /// </summary>
    public Timestamp? OpenSince { get; set; }
    /// <summary>Country of the originator, two letters (ISO 3166-1), filled in behind the merge; null when nobody knows or the address is private.</summary>
    public string? OriginatorCountry { get; set; }
    /// <summary>Country of the responder, as above.</summary>
    public string? ResponderCountry { get; set; }
    /// <summary>City of the originator and its coordinates, filled in behind the merge when there is a database of cities; null when nobody knows.</summary>
    public Place? OriginatorPlace { get; set; }
    /// <summary>City of the responder, as above.</summary>
    public Place? ResponderPlace { get; set; }
    /// <summary>Number of the autonomous system that announces the responder, filled in behind the merge; null when nobody knows.</summary>
    public uint? ResponderAsn { get; set; }
    /// <summary>Name of the originator, when it is one of ours and had one then, filled in behind the merge.</summary>
    public string? OriginatorHost { get; set; }
    /// <summary>Name of the responder, as above.</summary>
    public string? ResponderHost { get; set; }
    /// <summary>The account last seen at work at the originator by the end of the flow, as it was written on the wire; filled in behind the merge.</summary>
    public string? OriginatorUser { get; set; }
    /// <summary>JA4 of the TLS or QUIC client, when there was one.</summary>
    public string? Ja4 { get; set; }
    /// <summary>What the originator's SYN shows of its TCP: "ttl=64 win=64240 mss=1460 ws=7 opts=MSTNW df"; null when it was not seen.</summary>
    public string? OriginatorStack { get; init; }
    /// <summary>What the responder's SYN-ACK shows, as above.</summary>
    public string? ResponderStack { get; init; }
}
