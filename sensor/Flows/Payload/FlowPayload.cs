using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Flows.Payload;

/// <summary>
/// The payload side of one flow: finds the protocol by its first bytes, has its parser fed (<see cref="ParserFeed"/>), and does what that one answers.
/// Knows nothing of segments: bytes of a stream arrive in order, losses are told as gaps. Pooled by <see cref="PayloadPool"/>.
/// </summary>
public sealed class FlowPayload
{
    private enum Phase : byte { Probing, Attached, Announced, Deaf }

    private const int FeedBytes = 40, MemoryBytes = 192, ChoiceBytes = 32; // fetched ahead

    private readonly PayloadPool _pool;
    private readonly StreamMemory _memory;
    private readonly ProtocolChoice _choice;
    private readonly ParserFeed _feed;
    private Phase _phase;
    private ExpectedFlow? _announced;
    private int _protocol = -1;
    private bool _accepted;         // the parser took a datagram as its own
    private int _upgrades;
    private int _datagrams;

    internal FlowPayload(PayloadPool pool)
    {
        _pool = pool;
        _choice = new ProtocolChoice(pool);
        _memory = new StreamMemory(pool.Buffers);
        _feed = new ParserFeed(_memory, pool.Counters);
    }

    /// <summary>Whether nobody listens any more: the payload may go back to its pool before the flow ends.</summary>
    public bool IsDeaf => _phase == Phase.Deaf;

    /// <summary>Whether the protocol that was found may name a flow whose beginning was not seen.</summary>
    public bool NamesPartialFlows => _protocol >= 0 && _pool.Protocols[_protocol].NamesPartialFlows;

    /// <summary>Whether anybody still listens to this direction; when not, the caller need not keep out-of-order bytes.</summary>
    public bool Wants(Direction direction) => _phase != Phase.Deaf && _memory[direction].Skip != long.MaxValue;

    /// <summary>Asks for its parts (<see cref="CacheLines"/>).</summary>
    internal void FetchAhead()
    {
        CacheLines.Fetch(_feed, FeedBytes);
        CacheLines.Fetch(_memory, MemoryBytes);
        CacheLines.Fetch(_choice, ChoiceBytes);
    }

    /// <summary>Asks for its parser, behind <see cref="FetchAhead"/>.</summary>
    internal void FetchParser() => _feed.FetchParser();

    /// <summary>Another flow said what this one is: nobody is asked, only how it begins may be told.</summary>
    public void Announce(ExpectedFlow expected)
    {
        _announced = expected;
        _phase = expected.Listener is null ? Phase.Deaf : Phase.Announced;
    }

    /// <summary>A flow of datagrams begins with a protocol that knows the one at hand; so many were probed before.</summary>
    internal void BeginAs(int protocol, int probedBefore)
    {
        _datagrams = probedBefore;
        Attach(protocol);
    }

    /// <summary>The next bytes of a stream, in order.</summary>
    public void Deliver(Direction direction, ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        ref var side = ref _memory[direction];
        while (!bytes.IsEmpty && _phase != Phase.Deaf)                  // ends: each turn takes a byte or empties a full buffer
        {
            var taken = (int)side.TakeSkip(bytes.Length);
            if (taken == 0) taken = _phase == Phase.Attached ? Feed(direction, bytes, flow) : Collect(direction, bytes, flow);
            bytes = bytes[taken..];
        }
    }

    /// <summary>Bytes of a stream that will never come.</summary>
    public void Gap(Direction direction, long missingBytes, IFlowContext flow)
    {
        if (_phase == Phase.Deaf || missingBytes <= 0) return;
        ref var side = ref _memory[direction];
        missingBytes -= side.TakeSkip(missingBytes);
        if (missingBytes <= 0) return;
        _pool.Counters.GapBytes += missingBytes;
        if (_phase == Phase.Attached)
        {
            Obey(_feed.TellGap(direction, missingBytes, flow), direction, flow);
            return;
        }
        if (_phase == Phase.Announced && _memory[direction].Length > 0)
        {
            TellBeginning(flow);
            return;
        }
        _memory.LoseFirst(direction, missingBytes);
    }

    /// <summary>One direction of a stream ended orderly.</summary>
    public void EndOfStream(Direction direction, IFlowContext flow)
    {
        ref var side = ref _memory[direction];
        if (_phase == Phase.Deaf || side.Ended) return;
        side.Ended = true;
        _feed.EndOfStream(direction, flow);
        if (side.Length > 0) TellBeginning(flow);
    }

    /// <summary>One datagram; <paramref name="wireLength"/> is more than was captured when the snap length cut it.</summary>
    public void Datagram(Direction direction, ReadOnlySpan<byte> bytes, int wireLength, IFlowContext flow)
    {
        if (bytes.IsEmpty) return;
        if (_phase == Phase.Probing) _choice.ForgetProbes();
        while (_phase != Phase.Deaf && !bytes.IsEmpty)                  // ends: each turn rules a protocol out, spends an upgrade, or returns
        {
            if (_phase == Phase.Probing && !ChooseForDatagram(direction, bytes, flow)) return;
            var result = _feed.Datagram(bytes, direction, flow);
            if (result.Status == ParseStatus.Continue)
            {
                _accepted = true;
                return;
            }
            if (result.Status == ParseStatus.Upgrade) bytes = bytes[(int)Math.Clamp(result.Consumed, 0, bytes.Length)..];
            Apply(result.Status, direction, flow);
        }
    }

    /// <summary>The flow ends.</summary>
    public void Close(IFlowContext flow)
    {
        if (_phase == Phase.Attached) Detach(flow, close: true);
        TellBeginning(flow);
        GoDeaf();
    }

    internal void Reset()
    {
        if (_feed.Detach() is { } parser) _pool.ReturnParser(_protocol, parser);
        _protocol = -1;
        _announced = null;
        _phase = Phase.Probing;
        _choice.Reset();
        _memory.Reset();
        _accepted = false;
        _upgrades = _datagrams = 0;
    }

    // ---- finding the protocol

    private int Collect(Direction direction, ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        if (!_memory.HasTurnFor(direction))
        {
            TellBeginning(flow);
            return _phase == Phase.Deaf ? bytes.Length : GiveUp(bytes.Length);
        }
        var piece = bytes[..Math.Min(bytes.Length, PayloadLimits.FirstBytes - _memory[direction].Length)];
        if (!_memory[direction].CanStore(piece.Length)) return StopListening(piece.Length, flow);
        _memory.Append(direction, piece);
        if (_phase == Phase.Probing) Settle(flow);
        else if (_memory.IsFull) TellBeginning(flow);
        return piece.Length;
    }

    private void TellBeginning(IFlowContext flow)
    {
        if (_phase != Phase.Announced) return;
        var content = _memory[Direction.FromOriginator].All;
        if (content.IsEmpty) content = _memory[Direction.FromResponder].All;
        if (!content.IsEmpty) _announced!.Listener!.OnContent(content, flow);
        GoDeaf();
    }

    /// <summary>Asks the probes, and tells the first bytes to the parser that is found, until one keeps the flow or none is left.</summary>
    private void Settle(IFlowContext flow)
    {
        while (_phase == Phase.Probing)                                 // ends: each turn rules a protocol out, spends an upgrade, or returns
        {
            switch (_choice.Ask(_memory[Direction.FromOriginator].All, _memory[Direction.FromResponder].All, flow, out var protocol))
            {
                case ProbeVerdict.Yes:
                    Attach(protocol);
                    Apply(_feed.TellFirst(flow, out var last), last, flow);
                    break;
                case ProbeVerdict.No:
                    _pool.Counters.Unrecognised++;
                    GoDeaf();
                    return;
                default:
                    if (_memory.IsFull) GiveUp(0);
                    return;
            }
        }
    }

    private bool ChooseForDatagram(Direction direction, ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        var other = ReadOnlySpan<byte>.Empty;
        var verdict = direction == Direction.FromOriginator
            ? _choice.Ask(bytes, other, flow, out var protocol)
            : _choice.Ask(other, bytes, flow, out protocol);
        if (verdict == ProbeVerdict.Yes) Attach(protocol);
        else if (++_datagrams >= PayloadLimits.ProbedDatagrams) GiveUp(0);
        return verdict == ProbeVerdict.Yes;
    }

    private int GiveUp(int taken)
    {
        _pool.Counters.ProbeLimitHits++;
        GoDeaf();
        return taken;
    }

    /// <summary>All payload sides together keep as much as they may: this one does without.</summary>
    private int StopListening(int taken, IFlowContext flow)
    {
        _pool.Counters.BufferTotalHits++;
        if (_phase == Phase.Attached) Detach(flow, close: true);
        GoDeaf();
        return taken;
    }

    private void Attach(int protocol)
    {
        _protocol = protocol;
        _feed.Attach(_pool.RentParser(protocol));
        _phase = Phase.Attached;
        _accepted = false;
    }

    // ---- what the parser said

    private int Feed(Direction direction, ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        if (!_feed.TryTell(direction, bytes, flow, out var taken, out var said)) return StopListening(taken, flow);
        Obey(said, direction, flow);
        if (_phase == Phase.Attached) _memory.LetGo(direction);
        return taken;
    }

    private void Obey(ParseStatus said, Direction direction, IFlowContext flow)
    {
        if (said == ParseStatus.Continue) return;
        Apply(said, direction, flow);
        if (_phase == Phase.Probing) Settle(flow);
    }

    private void Apply(ParseStatus status, Direction direction, IFlowContext flow)
    {
        switch (status)
        {
            case ParseStatus.Done:
                Detach(flow, close: true);
                GoDeaf();
                break;
            case ParseStatus.Violation:
                _pool.Counters.Violations++;
                flow.Weird("protocol_violation", _pool.Protocols[_protocol].Name);
                Detach(flow, close: true);
                GoDeaf();
                break;
            case ParseStatus.NotThis:
                TryOthers(flow);
                break;
            case ParseStatus.Upgrade:
                Upgrade(direction, flow);
                break;
        }
    }

    private void TryOthers(IFlowContext flow)
    {
        _pool.Counters.WrongGuesses++;
        _choice.RuleOut(_protocol);
        if (flow.Transport != Transport.Tcp) _choice.ForgetProbes();        // what they said of an earlier datagram does not hold for this one
        Detach(flow, close: _accepted);
        _phase = Phase.Probing;
        if (_memory.KeepsFirst) _memory.Rewind();
        else GoDeaf();
    }

    private void Upgrade(Direction direction, IFlowContext flow)
    {
        Detach(flow, close: true);
        if (++_upgrades > PayloadLimits.Upgrades)
        {
            _pool.Counters.UpgradeLimitHits++;
            GoDeaf();
            return;
        }
        _pool.Counters.Upgrades++;
        _phase = Phase.Probing;
        _choice.StartBehindAnother();
        _memory.StartHere(direction);
    }

    private void Detach(IFlowContext flow, bool close)
    {
        var parser = _feed.Detach()!;
        if (close) parser.OnClose(flow);
        _pool.ReturnParser(_protocol, parser);
    }

    private void GoDeaf()
    {
        _phase = Phase.Deaf;
        _memory.Drop();
    }
}
