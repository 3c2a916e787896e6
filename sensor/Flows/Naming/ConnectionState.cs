using NetSensor.Events;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;

namespace NetSensor.Flows.Naming;

/// <summary>conn_state, as Zeek's documentation of conn.log defines it.</summary>
internal static class ConnectionState
{
    /// <summary>S0, S1, SF, REJ, S2, S3, RSTO, RSTR, RSTOS0, RSTRH, SH, SHR or OTH.</summary>
    public static string Of(in FlowRecord flow) => flow.Transport switch
    {
        Transport.Tcp => OfTcp(flow),
        Transport.Udp => (flow.OriginatorSide.Packets > 0, flow.ResponderSide.Packets > 0) switch
        {
            (true, true) => "SF",
            (true, false) => "S0",
            (false, true) => "SHR",
            _ => "OTH",
        },
        _ => "OTH",
    };

    private static string OfTcp(in FlowRecord flow)
    {
        ref readonly var originator = ref flow.OriginatorTcp;
        ref readonly var responder = ref flow.ResponderTcp;
        var originatorSilent = originator.State is TcpState.Inactive or TcpState.Partial;
        var responderSilent = responder.State is TcpState.Inactive or TcpState.Partial;
        switch (originator.State, responder.State)
        {
            case (_, TcpState.Reset):
                if (originator.State is TcpState.SynSent or TcpState.SynAckSent) return "REJ";
                if (originator.State == TcpState.Reset && originator.Size(responder) == 0 && responder.Size(originator) == 0) return "REJ";
                return originatorSilent ? "RSTRH" : "RSTR";
            case (TcpState.Reset, _):
                if (!responderSilent) return "RSTO";
                return IsAbortedAttempt(flow) ? "RSTOS0" : "OTH";
            case (TcpState.Closed, TcpState.Closed): return "SF";
            case (TcpState.Closed, _): return responderSilent ? "SH" : "S2";
            case (_, TcpState.Closed): return originatorSilent ? "SHR" : "S3";
            case (TcpState.SynSent, TcpState.Inactive): return "S0";
            case (TcpState.Established, TcpState.Established): return "S1";
            default: return "OTH";
        }
    }

    /// <summary>Whether the history is a SYN and a RST of the originator with nothing in between that shows a connection.</summary>
    private static bool IsAbortedAttempt(in FlowRecord flow)
    {
        ReadOnlySpan<byte> letters = flow.History;
        letters = letters[..flow.HistoryLength];
        if (letters.StartsWith("^"u8)) letters = letters[1..];
        if (letters.IsEmpty || letters[0] != 'S') return false;
        var reset = letters.IndexOf((byte)'R');
        return reset > 0 && letters[1..reset].IndexOfAny("HAFGIQ"u8) < 0;
    }
}
