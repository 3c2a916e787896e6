using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Flows.Naming;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>
/// When flows end, and what is said then. An end by silence is stamped with the tick boundary behind it, computed from times alone; all
/// other ends with the packet that brought them: so every number of shards tells the same.
/// </summary>
internal sealed class FlowLife(
    FlowTable table, DetailsStore details, FlowContext context, TcpStream streams, FlowReport report, FlowOptions options, FlowCounters counters)
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);        // silence after which half-closed flows with a RST end
    private static readonly TimeSpan LingerCheck = TimeSpan.FromSeconds(6);   // they are looked at this often, first after Linger
    private static readonly TimeSpan SessionSlack = TimeSpan.FromSeconds(1);  // a lone question and answer need no second look

    private readonly TimerWheel _wheel = new(table, new FlowFetcher(table, details));
    private readonly long _shortestSilence = ShortestSilence(options).Ticks * 100;
    private bool _finishing;

    /// <summary>The packet clock.</summary>
    public Timestamp Now { get; private set; } = Timestamp.MinValue;

    /// <summary>Moves the clock (never backwards) and ends what has been silent for too long.</summary>
    public void Advance(Timestamp now)
    {
        if (now <= Now) return;
        if (_wheel.IsDue(now)) EndSilent(now);
        Now = now;
    }

    /// <summary>The clock was set: moves it, and all open flows with it, so that none seems to have been silent, and none to be yet to come.</summary>
    public void Shift(TimeSpan jump)
    {
        if (Now == Timestamp.MinValue) return;
        Now += jump;
        _wheel.Restart(Now);
        for (var record = 0; record < table.Created; record++)
        {
            if (!_wheel.Watches(record)) continue;
            ref var flow = ref table[record];
            flow.Start += jump;
            flow.Last += jump;
            flow.FixedEnd += jump;
            _wheel.Add(record, Wake(record, Now));
        }
    }

    private void EndSilent(Timestamp now)
    {
        _wheel.Start(now);
        while (_wheel.Take(now, out var tick) is var record and >= 0) // ends: each flow is ended or put behind this tick
        {
            var at = TimerWheel.TimeOf(tick);
            if (Deadline(table[record]) < at && !StaysSession(ref table[record], now))
            {
                Tell(record, at, now);
                Forget(record);
                continue;
            }
            if (options.InterimInterval > TimeSpan.Zero) TellInterim(record, at);
            _wheel.Add(record, Wake(record, at));
        }
    }

    /// <summary>Whether it spoke so lately that no silence can have ended it: the short answer for nearly every packet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFresh(in FlowRecord flow) =>
        Now.Nanoseconds - flow.Last.Nanoseconds < _shortestSilence && (flow.Marks & (FlowMarks.EndFixed | FlowMarks.Session)) == 0
        && (flow.Protocol != IpProtocol.Tcp || flow.OriginatorTcp.State == TcpState.Established);

    /// <summary>Whether the flow is over by its silence, although the wheel has not come by yet; never one that <see cref="IsFresh"/>.</summary>
    public bool IsOver(int record)
    {
        ref var flow = ref table[record];
        return Deadline(flow) <= Now && !StaysSession(ref flow, Now);
    }

    /// <summary>Makes room for a flow and takes it in; the caller fills the record and then calls <see cref="Watch"/>.</summary>
    public int Begin(ulong hash)
    {
        if (table.IsFull) Evict();
        counters.Flows++;
        var record = table.Add(hash);
        counters.ActiveFlows = table.Count;
        return record;
    }

    /// <summary>Puts a new flow under watch.</summary>
    public void Watch(int record) => _wheel.Add(record, Wake(record, Now));

    /// <summary>Looks at a flow earlier, when what happened brings its end nearer.</summary>
    public void Hasten(int record)
    {
        table[record].Marks &= ~FlowMarks.EndMoved;
        _wheel.Hasten(record, Deadline(table[record]));
    }

    /// <summary>Ends a flow now.</summary>
    public void End(int record)
    {
        _wheel.Remove(record);
        Tell(record, Now, Now);
        Forget(record);
    }

    /// <summary>Ends every flow: the capture is over.</summary>
    public void Finish()
    {
        _finishing = true; // what has no end of its own (a GRE tunnel) just stays open
        while (_wheel.Soonest() is var record and >= 0) End(record); // ends: each turn takes one flow away
    }

    private void Evict()
    {
        for (var record = _wheel.Soonest(); record >= 0; record = _wheel.Soonest()) // ends: a flow is moved back only when it was active since
        {
            var wake = Wake(record, Now);
            if (TimerWheel.TickBehind(wake) > table[record].WheelTick)
            {
                _wheel.Remove(record);
                _wheel.Add(record, wake);
                if (TimerWheel.TickBehind(wake) > table[record].WheelTick) break; // beyond the wheel: take the soonest that is left
                continue;
            }
            break;
        }
        counters.Evictions++;
        End(_wheel.Soonest());
    }

    private Timestamp Wake(int record, Timestamp after)
    {
        ref var flow = ref table[record];
        var deadline = Deadline(flow);
        if (options.InterimInterval <= TimeSpan.Zero) return deadline;
        var next = flow.Start + options.InterimInterval * (Math.Floor(Math.Max(0, (after - flow.Start) / options.InterimInterval)) + 1);
        return next < deadline ? next : deadline;
    }

    private void TellInterim(int record, Timestamp at)
    {
        ref var flow = ref table[record];
        if (flow.Is(FlowMarks.Carrier)) return;
        var periods = Math.Floor((at - flow.Start) / options.InterimInterval);
        if (periods < 1 || TimerWheel.TimeOf(TimerWheel.TickBehind(flow.Start + options.InterimInterval * periods)) != at) return;
        context.Enter(record, at);
        context.Emit(report.Of(flow, context.KnownDetails, interim: true));
    }

    private static TimeSpan ShortestSilence(FlowOptions options) => new[]
    {
        Linger, options.TcpInactivity, options.InteractiveInactivity, options.UdpInactivity, options.IcmpInactivity, options.OtherInactivity,
        options.TunnelInactivity,
    }.Min();

    /// <summary>The moment at which the flow ends if nothing more comes.</summary>
    private Timestamp Deadline(in FlowRecord flow)
    {
        if (flow.Is(FlowMarks.Carrier)) return flow.Last + options.TunnelInactivity;
        switch (flow.Transport)
        {
            case Transport.Udp: return flow.Is(FlowMarks.Session) ? EndOfSession(flow) : flow.Last + options.UdpInactivity;
            case Transport.Icmp: return flow.Last + options.IcmpInactivity;
            case Transport.Tcp: break;
            default: return flow.Last + options.OtherInactivity;
        }
        var silence = flow.Last + (flow.Is(FlowMarks.Interactive) ? options.InteractiveInactivity
            : flow.Is(FlowMarks.LongTimeout) ? options.TcpInactivity : options.UdpInactivity);
        if (flow.Is(FlowMarks.EndFixed)) return flow.FixedEnd < silence ? flow.FixedEnd : silence;
        ref readonly var originator = ref flow.OriginatorTcp;
        ref readonly var responder = ref flow.ResponderTcp;
        if (originator.State is TcpState.SynSent or TcpState.SynAckSent && responder.State == TcpState.Inactive && !flow.Is(FlowMarks.Finished))
            return flow.FixedEnd < silence ? flow.FixedEnd : silence;
        return Lingers(flow) ? EndOfLinger(flow) : silence;
    }

    /// <summary>Closed by one side and reset, but not so that the flow was closed for good.</summary>
    private static bool Lingers(in FlowRecord flow)
    {
        ref readonly var originator = ref flow.OriginatorTcp;
        ref readonly var responder = ref flow.ResponderTcp;
        return (originator.DidClose || responder.DidClose) && !flow.Is(FlowMarks.Finished)
            && (originator.State is TcpState.Reset or TcpState.Inactive || responder.State is TcpState.Reset or TcpState.Inactive);
    }

    /// <summary>When a session's silence is looked at next, or when it would end without that.</summary>
    private Timestamp EndOfSession(in FlowRecord flow)
    {
        var silence = flow.Last + options.UdpInactivity;
        return flow.FixedEnd < silence ? flow.FixedEnd : silence;
    }

    /// <summary>
    /// Looks at a session's silence: it is over when it said nothing for a step but a second. As Zeek does, at the first packet of the whole
    /// capture that comes when a look is due; the next look is due a step later.
    /// </summary>
    private bool StaysSession(ref FlowRecord flow, Timestamp now)
    {
        if (!flow.Is(FlowMarks.Session) || flow.FixedEnd >= flow.Last + options.UdpInactivity) return false;
        var step = details[flow.Details].SessionStep;
        if (now - flow.Last >= step - SessionSlack) return false;
        flow.FixedEnd = now + step;
        return true;
    }

    private static Timestamp EndOfLinger(in FlowRecord flow)
    {
        var earliest = flow.Last + Linger;
        var checks = Math.Ceiling(Math.Max(0, (earliest - (flow.Start + Linger)) / LingerCheck));
        var check = flow.Start + Linger + LingerCheck * checks;
        return check < flow.Last + LingerCheck ? check : flow.Last + LingerCheck;
    }

    private void Tell(int record, Timestamp at, Timestamp now)
    {
        context.Enter(record, at);
        ref var flow = ref table[record];
        if (flow.Transport == Transport.Tcp) Flush(ref flow);
        context.ClosePayload();
        context.EndRhythm();
        if (flow.Is(FlowMarks.TunnelAnnounced) && !(_finishing && flow.Is(FlowMarks.Carrier))) context.TellTunnelEnd(now - flow.Last >= options.TunnelInactivity);
        if (!flow.Is(FlowMarks.Carrier)) context.EmitLast(report.Of(flow, context.KnownDetails, interim: false));
    }

    private void Flush(ref FlowRecord flow)
    {
        streams.Flush(ref flow.OriginatorTcp, Direction.FromOriginator);
        streams.Flush(ref flow.ResponderTcp, Direction.FromResponder);
    }

    private void Forget(int record)
    {
        if (table[record].Details is var number and not 0) details.Return(number);
        table.Remove(record);
        counters.ActiveFlows = table.Count;
    }
}
