using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols;

/// <summary>What a parser may know of its flow, and how it speaks to the outside. Valid only during the call that it was passed to.</summary>
public interface IFlowContext
{
    /// <summary>Who the flow is; made on first use, so ask only when there is something to tell.</summary>
    FlowIdentity Flow { get; }

    /// <summary>The packet clock.</summary>
    Timestamp Now { get; }

    /// <summary>TCP, UDP, …</summary>
    Transport Transport { get; }

    /// <summary>Address of the side that opened the flow.</summary>
    IpAddr Originator { get; }

    /// <summary>Address of the side that answers.</summary>
    IpAddr Responder { get; }

    /// <summary>Originator's port.</summary>
    ushort OriginatorPort { get; }

    /// <summary>Responder's port.</summary>
    ushort ResponderPort { get; }

    /// <summary>Stamps the event with time, flow and sequence, and sends it on its way.</summary>
    void Emit(SensorEvent happened);

    /// <summary>Says that the flow is this service (conn.log's <c>service</c>, Zeek's names: "dns", "ssl", …); again is harmless.</summary>
    void ConfirmService(string service);

    /// <summary>Takes a confirmed service back: the flow broke that protocol's rules (Zeek drops a violated service from conn.log).</summary>
    void RetractService(string service) { }

    /// <summary>
    /// Says that the side which sent first is the one that answers (the capture began between a query and its answer): originator and
    /// responder change places. Only before anything was told of the flow; whoever has no roles to change ignores it.
    /// </summary>
    void ReverseRoles() { }

    /// <summary>
    /// Asks for an earlier end than the transport's time-out: the flow is looked at every <paramref name="interval"/> of packet time from now
    /// on, and ends when it was silent for that long but a second (Zeek's DNS sessions, of which ports are used again and again).
    /// </summary>
    void EndWhenSilent(TimeSpan interval) { }

    /// <summary>Tells the name of the destination that this flow itself gave, and its source ("sni", "http"); the first one stays.</summary>
    void NameDestination(string name, string source);

    /// <summary>
    /// Announces another flow between the same two hosts; what is announced between others is not followed, for their packets may be another
    /// worker's.
    /// </summary>
    void Expect(ExpectedFlow expected) { }

    /// <summary>Tells the JA4 of the flow's client.</summary>
    void SetJa4(string ja4);

    /// <summary>Reports an oddity; once per flow and name.</summary>
    void Weird(string name, string? detail = null);

    /// <summary>As above, and says who noticed, as Zeek names its analyzers ("DNS").</summary>
    void Weird(string name, string? detail, string source) => Weird(name, detail);
}
