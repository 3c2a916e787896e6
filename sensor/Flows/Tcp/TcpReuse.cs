using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows.Tcp;

/// <summary>Whether a SYN opens a new flow on addresses and ports that a flow in the table has.</summary>
internal static class TcpReuse
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5); // sooner after a close than this, a new flow is early

    /// <summary>Says so; oddities go to the old flow.</summary>
    public static bool IsNewFlow(ref FlowRecord flow, in PacketHeaders headers, Timestamp time, FlowContext context)
    {
        ref var originator = ref flow.OriginatorTcp;
        ref var responder = ref flow.ResponderTcp;
        if ((headers.TcpFlags & TcpFlags.Syn) == 0) return false;
        var acknowledges = (headers.TcpFlags & TcpFlags.Ack) != 0;
        if (acknowledges && originator.State != TcpState.Inactive) return false;
        ref var opener = ref originator;
        if (acknowledges) opener = ref responder;
        if (!originator.DidClose || !responder.DidClose)
        {
            if (headers.Sequence == (uint)opener.StartSequence) return false; // the same SYN again
            if (!acknowledges && opener.State == TcpState.SynAckSent && responder.State == TcpState.Inactive
                && headers.Sequence == (uint)responder.StartSequence) return false; // SYN and SYN-ACK came in the wrong order
            if (opener.State == TcpState.SynSent) context.Weird("SYN_seq_jump", "TCP");
            else context.Weird("active_connection_reuse", "TCP");
        }
        else if (originator.State != TcpState.Reset && responder.State != TcpState.Reset && time - flow.Last < Linger)
            context.Weird("premature_connection_reuse", "TCP");
        return true;
    }
}
