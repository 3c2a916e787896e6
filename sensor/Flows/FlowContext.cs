using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Flows.Expected;
using NetSensor.Flows.Naming;
using NetSensor.Flows.Payload;
using NetSensor.Flows.Rhythm;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>The flow at hand, as parsers and the transport code see it. One object per shard that moves from flow to flow.</summary>
internal sealed class FlowContext(
    FlowTable table, DetailsStore store, PayloadPool payloads, IEventSink events, FlowOptions options, FlowCounters counters)
    : IFlowContext, IStreamReader
{
    private readonly ExpectedFlows _expected = new(counters);
    private int _record;
    private int _listenedTo; // flows whose bursts are noted

    /// <inheritdoc/>
    public Timestamp Now { get; private set; }

    /// <inheritdoc/>
    public FlowIdentity Flow
    {
        get
        {
            var details = Details;
            return details.Identity ??= FlowNames.Identify(Record, details.TunnelParents);
        }
    }

    /// <inheritdoc/>
    public Transport Transport => Record.Transport;

    /// <inheritdoc/>
    public IpAddr Originator => Record.Originator;

    /// <inheritdoc/>
    public IpAddr Responder => Record.Responder;

    /// <inheritdoc/>
    public ushort OriginatorPort => Record.OriginatorPort;

    /// <inheritdoc/>
    public ushort ResponderPort => Record.ResponderPort;

    /// <summary>The details of the flow; made when it had none.</summary>
    public FlowDetails Details
    {
        get
        {
            ref var flow = ref Record;
            if (flow.Details == 0) flow.Details = store.Rent();
            return store[flow.Details];
        }
    }

    /// <summary>The details of the flow when it has some.</summary>
    public FlowDetails? KnownDetails => Record.Details == 0 ? null : store[Record.Details];

    /// <summary>Whether the shard cannot keep up: flows that speak now lose their parsers, streams for good; they are counted like others.</summary>
    public bool ShedsPayload { get; set; }

    private bool BeganUnseen => Record.Transport == Transport.Tcp && !Record.Is(FlowMarks.HandshakeSeen);

    private ref FlowRecord Record => ref table[_record];

    /// <summary>Moves to a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every packet
    public void Enter(int record, Timestamp now)
    {
        _record = record;
        Now = now;
    }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        happened.Stamp(Now, Flow, Details.Sequence++);
        events.Emit(happened);
    }

    /// <summary>Emits the last event of the flow; most flows told none before, and need no details for this one.</summary>
    public void EmitLast(FlowEvent ended)
    {
        if (Record.Details != 0)
        {
            Emit(ended);
            return;
        }
        ended.Stamp(Now, FlowNames.Identify(Record, null), 0);
        events.Emit(ended);
    }

    /// <summary>The flow speaks after a silence: notes the time and what was sent before, when it is old enough to be listened to.</summary>
    public void BeginBurst(Timestamp time)
    {
        ref readonly var flow = ref Record;
        if (time - flow.Start < BurstLog.ListenFrom || flow.Is(FlowMarks.Carrier)) return;
        var details = Details;
        if (details.Bursts is null)
        {
            if (_listenedTo >= options.RhythmFlows)
            {
                counters.UnheardRhythms++;
                return;
            }
            _listenedTo++;
            details.Bursts = new BurstLog();
        }
        if (details.Bursts.IsDue(time)) TellRhythm(details, details.Bursts);
        details.Bursts.Begin(time, FlowReport.Bytes(flow, Direction.FromOriginator), FlowReport.Bytes(flow, Direction.FromResponder));
    }

    /// <summary>The flow ends: tells the bursts that were not told yet.</summary>
    public void EndRhythm()
    {
        if (KnownDetails is not { Bursts: { } bursts } details) return;
        if (!bursts.IsEmpty) TellRhythm(details, bursts);
        details.Bursts = null;
        _listenedTo--;
    }

    private void TellRhythm(FlowDetails details, BurstLog bursts)
    {
        ref readonly var flow = ref Record;
        Emit(new FlowRhythmEvent
        {
            Bursts = bursts.Take(FlowReport.Bytes(flow, Direction.FromOriginator), FlowReport.Bytes(flow, Direction.FromResponder)),
            Service = FlowReport.ServiceOf(details),
            DestinationName = details.DestinationName,
            DestinationNameSource = details.DestinationNameSource,
            Ja4 = details.Ja4,
        });
    }

    /// <inheritdoc/>
    public void ConfirmService(string service)
    {
        if (BeganUnseen && KnownDetails?.Payload is { NamesPartialFlows: false }) return;
        ref var services = ref Details.Services;
        if (services.Count >= FlowDetails.MaxServices || services.All.Contains(service)) return;
        services.Add(service);
        if (service is "ssh" or "ftp") Record.Marks |= FlowMarks.Interactive;
    }

    /// <inheritdoc/>
    public void RetractService(string service)
    {
        if (KnownDetails is { } details && details.Services.All.IndexOf(service) is >= 0 and var place) details.Services.RemoveAt(place);
    }

    /// <inheritdoc/>
    public void ReverseRoles()
    {
        ref var flow = ref Record;
        if (flow.Is(FlowMarks.Flipped) || KnownDetails?.Identity is not null) return; // known by its ports, or told already
        flow.Flip(); // Zeek's history says it behind the letter of the first packet
        flow.Marks |= FlowMarks.Flipped;
    }

    /// <inheritdoc/>
    public void EndWhenSilent(TimeSpan interval)
    {
        ref var flow = ref Record;
        if (flow.Transport == Transport.Tcp || flow.Is(FlowMarks.Session)) return; // TCP says itself when it ends
        Details.SessionStep = interval;
        flow.FixedEnd = Now + interval;
        flow.Marks |= FlowMarks.Session | FlowMarks.EndMoved;
    }

    /// <inheritdoc/>
    public void NameDestination(string name, string source)
    {
        var details = Details;
        if (details.DestinationName is not null) return;
        details.DestinationName = name;
        details.DestinationNameSource = source;
    }

    /// <inheritdoc/>
    public void Expect(ExpectedFlow expected)
    {
        ref readonly var flow = ref Record;
        var sameSides = expected.Originator == flow.Originator && expected.Responder == flow.Responder;
        if (sameSides || (expected.Originator == flow.Responder && expected.Responder == flow.Originator)) _expected.Add(expected, flow.Scope, Now);
    }

    /// <summary>Names a flow that begins, when another one announced it.</summary>
    public void NoteExpected()
    {
        ref readonly var flow = ref Record;
        if (_expected.IsEmpty || flow.Transport != Transport.Tcp) return;
        if (_expected.Find(flow.Originator, flow.Responder, flow.ResponderPort, flow.Scope, Now) is not { } expected) return;
        Details.Services.Add(expected.Service);
        Details.Payload = payloads.Rent();
        Details.Payload.Announce(expected);
    }

    /// <inheritdoc/>
    public void SetJa4(string ja4) => Details.Ja4 ??= ja4;

    /// <inheritdoc/>
    void IFlowContext.Weird(string name, string? detail) => Weird(name, null, detail);

    /// <inheritdoc/>
    void IFlowContext.Weird(string name, string? detail, string source) => Weird(name, source, detail);

    /// <inheritdoc/>
    public void Weird(string name, string? source) => Weird(name, source, null);

    /// <summary>Takes note of an oddity that is too common to be told (Zeek does not log it either).</summary>
    public void NoteCommonWeird() => Record.Marks |= FlowMarks.HadWeird;

    private void Weird(string name, string? source, string? detail)
    {
        Record.Marks |= FlowMarks.HadWeird;
        ref var reported = ref Details.Weirds;
        if (reported.All.Contains(name)) return;
        if (reported.Count >= FlowDetails.MaxWeirds)
        {
            counters.SuppressedWeirds++;
            return;
        }
        reported.Add(name);
        Emit(new WeirdEvent { Name = name, Source = source, Detail = detail });
    }

    /// <summary>The sides were swapped: events from now on say so. The uid stays, it does not depend on the sides.</summary>
    public void ForgetIdentity()
    {
        if (KnownDetails is { } details) details.Identity = null;
    }

    /// <summary>Adds a history letter, and counts when there is no room.</summary>
    public void AddHistory(ref FlowRecord flow, char letter, Direction direction)
    {
        if (!flow.AddHistory(letter, direction)) counters.HistoryOverflows++;
    }

    /// <summary>Says that an announced tunnel is gone.</summary>
    public void TellTunnelEnd(bool expired) =>
        Emit(new TunnelEvent { TunnelType = Details.TunnelType!, Action = expired ? "Tunnel::EXPIRE" : "Tunnel::CLOSE" });

    /// <summary>Sets the moment at which an unanswered SYN is given up.</summary>
    public void StartAttempt(ref FlowRecord flow, Timestamp time) => flow.FixedEnd = time + options.TcpAttempt;

    // ---- payload

    /// <inheritdoc/>
    public bool Wants(Direction direction)
    {
        if (Record.Is(FlowMarks.PayloadDone) || IsShed()) return false;
        return KnownDetails?.Payload is not { } payload || payload.Wants(direction);
    }

    /// <inheritdoc/>
    public void Deliver(Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (Payload is not { } payload) return;
        payload.Deliver(direction, bytes, this);
        ReturnWhenDeaf(payload);
    }

    /// <inheritdoc/>
    public void Gap(Direction direction, long missing, bool counted)
    {
        counters.Gaps++;
        counters.GapBytes += missing;
        if (counted)
        {
            ref var flow = ref Record;
            flow.MissedBytes += missing;
            if (flow.Tcp(direction).Gaps.Count()) AddHistory(ref flow, 'G', direction);
        }
        if (Payload is not { } payload) return;
        payload.Gap(direction, missing, this);
        ReturnWhenDeaf(payload);
    }

    /// <summary>A direction of the stream ended orderly.</summary>
    public void EndOfStream(Direction direction)
    {
        if (KnownDetails?.Payload is not { } payload) return;
        payload.EndOfStream(direction, this);
        ReturnWhenDeaf(payload);
    }

    /// <summary>A datagram's payload. A flow of which nobody knew one yet has nothing to remember but their number.</summary>
    public void Datagram(Direction direction, ReadOnlySpan<byte> bytes, int wireLength)
    {
        if (Record.Is(FlowMarks.PayloadDone) || IsShed() || bytes.IsEmpty) return;
        if ((KnownDetails?.Payload ?? Recognise(direction, bytes)) is not { } payload) return;
        payload.Datagram(direction, bytes, wireLength, this);
        ReturnWhenDeaf(payload);
    }

    /// <summary>The flow ends: parsers tell what is still open, and go back to their pool.</summary>
    public void ClosePayload()
    {
        if (KnownDetails is not { Payload: { } payload } details) return;
        payload.Close(this);
        details.Payload = null;
        payloads.Return(payload);
    }

    /// <summary>The payload side of a flow that some protocol knows by this datagram; null when none does.</summary>
    private FlowPayload? Recognise(Direction direction, ReadOnlySpan<byte> bytes)
    {
        ref var flow = ref Record;
        if (payloads.Recognise(bytes, direction, this) is var protocol and >= 0)
            return Details.Payload = payloads.RentFor(protocol, flow.ProbedDatagrams);
        if (++flow.ProbedDatagrams < PayloadLimits.ProbedDatagrams) return null;
        payloads.Counters.ProbeLimitHits++;
        flow.Marks |= FlowMarks.PayloadDone;
        return null;
    }

    private FlowPayload? Payload => Record.Is(FlowMarks.PayloadDone) || IsShed() ? null : Details.Payload ??= payloads.Rent();

    /// <summary>
    /// Takes the flow's parsers away when the shard sheds; what they had not told yet is told. A stream is not taken up again, since nobody knows what its next bytes
    /// are; datagrams of UDP, as a rule each a message, are, as if the capture began there.
    /// </summary>
    private bool IsShed()
    {
        if (!ShedsPayload) return false;
        ref var flow = ref Record;
        if (!flow.Is(FlowMarks.Shed)) counters.ShedFlows++;
        flow.Marks |= flow.Transport == Transport.Udp ? FlowMarks.Shed : FlowMarks.Shed | FlowMarks.PayloadDone;
        if (flow.Transport == Transport.Udp) flow.ProbedDatagrams = 0;
        ClosePayload();
        return true;
    }

    private void ReturnWhenDeaf(FlowPayload payload)
    {
        if (!payload.IsDeaf) return;
        Record.Marks |= FlowMarks.PayloadDone;
        ClosePayload();
    }
}
