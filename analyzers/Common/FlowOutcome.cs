using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>What became of a flow.</summary>
public static class FlowOutcome
{
    /// <summary>Whether both sides spoke: a handshake for TCP, packets both ways for UDP. A ping is no contact.</summary>
    public static bool IsAnswered(FlowEvent told, FlowIdentity flow) => flow.Transport switch
    {
        Transport.Tcp => told.ConnectionState is "SF" or "S1" or "S2" or "S3" or "RSTO" or "RSTR",
        Transport.Udp => told.OriginatorPackets > 0 && told.ResponderPackets > 0,
        _ => false,
    };
}
