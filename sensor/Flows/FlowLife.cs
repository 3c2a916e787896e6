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
    FlowTable table, DetailsStore details, FlowContext context, TcpStream streams, FlowOptions options, FlowCounters counters)
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);        // silence after which half-closed flows with a RST end
    private static readonly TimeSpan LingerCheck = TimeSpan.FromSeconds(6);   // they are looked at this often, first after Linger

    private readonly TimerWheel _wheel = new(table);
    private readonly string?[] _histories = FlowReport.NewHistoryCache();
    private bool _finishing;

    /// <summary>The packet clock.</summary>
    public Timestamp Now { get; private set; } = Timestamp.MinValue;

    /// <summary>Moves the clock (never backwards) and ends what has been silent for too long.</summary>
    public void Advance(Timestamp now)
    {
        if (now <= Now) return;
        _wheel.Start(now);
        while (_wheel.Take(now, out var tick) is var record and >= 0) // ends: each flow is ended or put behind this tick
        {
            var at = TimerWheel.TimeOf(tick);
            if (WakeAfter(record, at, out var wake))
            {
                _wheel.Add(record, wake);
                continue;
            }
            Tell(record, at);
            Forget(record);
        }
        Now = now;
    }

    /// <summary>Whether the flow is over by its silence, although the wheel has not come by yet.</summary>
    public bool IsOver(int record) => Deadline(table[record]) <= Now;

    /// <summary>Makes room for a flow and takes it in; the caller fills the record and then calls <see cref="Watch"/>.</summary>
    public int Begin(ulong hash)
    {
        if (table.IsFull) Evict();
        counters.Flows++;
        return table.Add(hash);
    }

    /// <summary>Puts a new flow under watch.</summary>
    public void Watch(int record) => _wheel.Add(record, Wake(record, Now));

    /// <summary>Looks at a flow earlier, when what happened brings its end nearer.</summary>
    public void Hasten(int record) => _wheel.Hasten(record, Deadline(table[record]));

    /// <summary>Ends a flow now.</summary>
    public void End(int record)
    {
        _wheel.Remove(record);
        Tell(record, Now);
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

    /// <summary>Tells interim records that are due, and when to look again; false when the flow is over.</summary>
    private bool WakeAfter(int record, Timestamp at, out Timestamp wake)
    {
        wake = Wake(record, at);
        if (Deadline(table[record]) < at) return false;
        if (options.InterimInterval > TimeSpan.Zero) TellInterim(record, at);
        return true;
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
        context.Emit(FlowReport.Of(flow, context.KnownDetails, interim: true, _histories));
    }

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
        var silence = flow.Last + (flow.Is(FlowMarks.LongTimeout) ? options.TcpInactivity : options.UdpInactivity);
        if (flow.Is(FlowMarks.EndFixed)) return flow.FixedEnd < silence ? flow.FixedEnd : silence;
        ref readonly var originator = ref flow.OriginatorSide.Tcp;
        ref readonly var responder = ref flow.ResponderSide.Tcp;
        if (originator.State is TcpState.SynSent or TcpState.SynAckSent && responder.State == TcpState.Inactive && !flow.Is(FlowMarks.Finished))
            return flow.FixedEnd < silence ? flow.FixedEnd : silence;
        return Lingers(flow) ? EndOfLinger(flow) : silence;
    }

    /// <summary>Closed by one side and reset, but not so that the flow was closed for good.</summary>
    private static bool Lingers(in FlowRecord flow)
    {
        ref readonly var originator = ref flow.OriginatorSide.Tcp;
        ref readonly var responder = ref flow.ResponderSide.Tcp;
        return (originator.DidClose || responder.DidClose) && !flow.Is(FlowMarks.Finished)
            && (originator.State is TcpState.Reset or TcpState.Inactive || responder.State is TcpState.Reset or TcpState.Inactive);
    }

    /// <summary>A session is looked at in even steps from its start; the first look that finds it silent for a step but a second ends it.</summary>
    private static Timestamp EndOfSession(in FlowRecord flow)
    {
        var step = flow.FixedEnd.Nanoseconds - flow.Start.Nanoseconds;
        var silent = flow.Last.Nanoseconds - flow.Start.Nanoseconds + step - Timestamp.NanosecondsPerSecond;
        var looks = Math.Max(1, (silent + step - 1) / step);
        return new Timestamp(flow.Start.Nanoseconds + looks * step);
    }

    private static Timestamp EndOfLinger(in FlowRecord flow)
    {
        var earliest = flow.Last + Linger;
        var checks = Math.Ceiling(Math.Max(0, (earliest - (flow.Start + Linger)) / LingerCheck));
        var check = flow.Start + Linger + LingerCheck * checks;
        return check < flow.Last + LingerCheck ? check : flow.Last + LingerCheck;
    }

    private void Tell(int record, Timestamp at)
    {
        context.Enter(record, at);
        ref var flow = ref table[record];
        if (flow.Transport == Transport.Tcp) Flush(ref flow);
        context.ClosePayload();
        if (flow.Is(FlowMarks.TunnelAnnounced) && !(_finishing && flow.Is(FlowMarks.Carrier))) context.TellTunnelEnd(flow.Is(FlowMarks.Carrier));
        if (!flow.Is(FlowMarks.Carrier)) context.Emit(FlowReport.Of(flow, context.KnownDetails, interim: false, _histories));
    }

    private void Flush(ref FlowRecord flow)
    {
        streams.Flush(ref flow.OriginatorSide.Tcp, Direction.FromOriginator);
        streams.Flush(ref flow.ResponderSide.Tcp, Direction.FromResponder);
    }

    private void Forget(int record)
    {
        if (table[record].Details is var number and not 0) details.Return(number);
        table.Remove(record);
    }
}
