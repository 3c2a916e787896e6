namespace NetSensor.Events;

/// <summary>
/// What the echoes of a flow (ICMP types 8 and 0, ICMPv6 128 and 129) carried so far: told at the first reply that gives back something else than
/// was sent, at the sixteenth message when the data changed or held packets, and whenever one of both counts has doubled since. Pings that are
/// nothing but pings are never told.
/// </summary>
public sealed class IcmpEchoEvent : SensorEvent
{
    /// <summary>The requests.</summary>
    public required EchoTraffic Requests { get; init; }
    /// <summary>The replies.</summary>
    public required EchoTraffic Replies { get; init; }
    /// <summary>Replies whose request was still remembered, so that both could be compared.</summary>
    public int Compared { get; init; }
    /// <summary>Of these, the ones that gave back other data: RFC 792 and RFC 4443 §4.2 want the same.</summary>
    public int Altered { get; init; }
}
