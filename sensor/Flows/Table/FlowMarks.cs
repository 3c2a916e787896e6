namespace NetSensor.Flows.Table;

/// <summary>Facts about a flow that are either so or not.</summary>
[Flags]
internal enum FlowMarks : uint
{
    None = 0,
    /// <summary>Keyed by direction: an ICMP message without an answer type.</summary>
    OneWay = 1,
    /// <summary>A tunnel without ports of its own (GRE, IP in IP): has a tunnel record, no flow record.</summary>
    Carrier = 2,
    /// <summary>A flow was seen inside it, and tunnel.log says so.</summary>
    TunnelAnnounced = 4,
    /// <summary>Began without its handshake.</summary>
    Partial = 8,
    /// <summary>The originator sent something.</summary>
    OriginatorSeen = 16,
    /// <summary>The responder sent something.</summary>
    ResponderSeen = 32,
    /// <summary>Its close waits for data that is still to come.</summary>
    CloseDeferred = 64,
    /// <summary>No longer active: finished or reset.</summary>
    Finished = 128,
    /// <summary>Its end is fixed (<see cref="FlowRecord.FixedEnd"/>): closed, or an attempt.</summary>
    EndFixed = 256,
    /// <summary>Its handshake completed, so that the longer silence applies.</summary>
    LongTimeout = 512,
    /// <summary>A SYN was seen.</summary>
    HandshakeSeen = 1024,
    /// <summary>Originator and responder were swapped because of their ports.</summary>
    Flipped = 2048,
    /// <summary>One of its oddities was reported.</summary>
    HadWeird = 4096,
    /// <summary>Its payload is looked at no more.</summary>
    PayloadDone = 8192,
    /// <summary>A session of short questions and answers: looked at every so often, ends when silent (<see cref="FlowRecord.FixedEnd"/>).</summary>
    Session = 16384,
    /// <summary>Its end came nearer while a packet was accounted.</summary>
    EndMoved = 1 << 15,
    /// <summary>A protocol in which people sit and think: it may be silent for long.</summary>
    Interactive = 1 << 16,
    /// <summary>Some of its payload was left unread because the shard could not keep up, and it is counted as such.</summary>
    Shed = 1 << 17,
}
