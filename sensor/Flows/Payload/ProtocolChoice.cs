using NetSensor.Events;
using NetSensor.Protocols;

namespace NetSensor.Flows.Payload;

/// <summary>Asks the probes of a flow's transport who knows its first bytes, and remembers who said no.</summary>
internal sealed class ProtocolChoice(PayloadPool pool)
{
    private readonly byte[] _said = new byte[pool.Protocols.Count];
    private bool _behindAnother;
    private bool _anyProbeSaidNo;

    private const byte ProbeSaidNo = 1;
    private const byte ParserSaidNo = 2;

    /// <summary>
    /// The first protocol that knows the bytes of either side (Yes), or whether one may still come to (Maybe), or none ever will (No).
    /// A no to either side is final for the stream.
    /// </summary>
    public ProbeVerdict Ask(ReadOnlySpan<byte> fromOriginator, ReadOnlySpan<byte> fromResponder, IFlowContext flow, out int protocol)
    {
        protocol = -1;
        if (fromOriginator.IsEmpty && fromResponder.IsEmpty) return ProbeVerdict.Maybe;
        var order = _behindAnother ? pool.Plan.Anywhere(flow.Transport) : pool.Plan.On(flow.Transport, flow.ResponderPort);
        var anyMaybe = false;
        for (var position = 0; position < order.Protocols.Length; position++)
        {
            var candidate = order.Protocols[position];
            if (_said[candidate] != 0) continue;
            var probe = pool.Protocols[candidate].Probe;
            var likely = position < order.Likely;
            var verdict = fromOriginator.IsEmpty ? ProbeVerdict.Maybe : probe(fromOriginator, Direction.FromOriginator, likely);
            if (verdict == ProbeVerdict.Maybe && !fromResponder.IsEmpty) verdict = probe(fromResponder, Direction.FromResponder, likely);
            if (verdict == ProbeVerdict.Yes)
            {
                protocol = candidate;
                return ProbeVerdict.Yes;
            }
            if (verdict == ProbeVerdict.No)
            {
                _said[candidate] = ProbeSaidNo;
                _anyProbeSaidNo = true;
            }
            anyMaybe |= verdict == ProbeVerdict.Maybe;
        }
        return anyMaybe ? ProbeVerdict.Maybe : ProbeVerdict.No;
    }

    /// <summary>Not this one again: its parser said that the flow is not its own.</summary>
    public void RuleOut(int protocol) => _said[protocol] = ParserSaidNo;

    /// <summary>Probes may be asked again (every datagram stands alone); what parsers said stays.</summary>
    public void ForgetProbes()
    {
        if (!_anyProbeSaidNo) return;
        foreach (ref var said in _said.AsSpan())
            if (said == ProbeSaidNo) said = 0;
        _anyProbeSaidNo = false;
    }

    /// <summary>All are asked anew, and the port tells nothing: what comes is carried by another protocol.</summary>
    public void StartBehindAnother()
    {
        Array.Clear(_said);
        _behindAnother = true;
    }

    /// <summary>Makes it new.</summary>
    public void Reset()
    {
        Array.Clear(_said);
        _behindAnother = false;
    }
}
