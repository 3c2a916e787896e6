using NetSensor.Events;
using NetSensor.Flows.Datagram;
using NetSensor.Flows.Fragments;
using NetSensor.Flows.Frames;
using NetSensor.Flows.Naming;
using NetSensor.Flows.Payload;
using NetSensor.Flows.Rhythm;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;
using NetSensor.Flows.Tunnels;
using NetSensor.Protocols.LinkLayer;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>
/// Packets to flows to events, for one shard. Packets come in small batches: <see cref="Prepare"/> decodes each, <see cref="Fetch"/> brings the records of
/// all their flows into the cache at once, then <see cref="Process"/> does the work in order. The times of its events never go backwards.
/// </summary>
public sealed class FlowTracker
{
    /// <summary>Most packets between a <see cref="Prepare"/> and its <see cref="Process"/>.</summary>
    public const int BatchCapacity = 32;

    private readonly PreparedPacket[] _prepared = new PreparedPacket[BatchCapacity];
    private readonly ulong[] _wanted = new ulong[BatchCapacity]; // hashes of the flows that are to be fetched
    private int _wantedCount;
    private readonly FlowTable _table;
    private readonly FlowContext _context;
    private readonly FlowLife _life;
    private readonly TunnelPath _path;
    private readonly TcpTracker _tcp;
    private readonly SynTraits _traits = new();
    private readonly DatagramTracker _datagrams;
    private readonly PacketFaults _faults;
    private readonly FrameTracker _frames;
    private readonly FragmentReassembler[] _fragments; // one per tunnel depth: what one gives back may hold a fragment for the next

    /// <summary>A tracker for one shard.</summary>
    public FlowTracker(FlowOptions options, PayloadPool payloads, IEventSink events)
    {
        Options = options;
        Payloads = payloads;
        Events = events;
        _table = new FlowTable(options.Capacity, options.HashSeed);
        var details = new DetailsStore();
        _context = new FlowContext(_table, details, payloads, events, options, Counters);
        var streams = new TcpStream(new SegmentStore(), _context, options, Counters);
        _life = new FlowLife(_table, details, _context, streams, new FlowReport(_traits), options, Counters);
        _path = new TunnelPath(_table, _context, options);
        _tcp = new TcpTracker(_context, streams, options, Counters);
        _datagrams = new DatagramTracker(_context);
        _faults = new PacketFaults(events, Counters);
        _frames = new FrameTracker(events);
        _fragments = [.. Enumerable.Range(0, options.MaxTunnelDepth + 1).Select(_ => new FragmentReassembler(options.Fragments, Fragments))];
    }

    /// <summary>The options it runs with.</summary>
    public FlowOptions Options { get; }

    /// <summary>Where parsers come from.</summary>
    public PayloadPool Payloads { get; }

    /// <summary>Where its events go.</summary>
    public IEventSink Events { get; }

    /// <summary>What it did and lost.</summary>
    public FlowCounters Counters { get; } = new();

    /// <summary>What the reassembly of fragments did and lost.</summary>
    public FragmentCounters Fragments { get; } = new();

    /// <summary>What frames without a flow said that was not told because a limit was reached.</summary>
    public long SuppressedFrames => _frames.Suppressed;

    /// <summary>SYNs whose traits found no room among those that are known.</summary>
    public long UnknownStacks => _traits.Unknown;

    /// <summary>
    /// Whether payloads are left unread, so that at least every flow is counted: for a shard that cannot keep up. A flow that speaks meanwhile stays unread to its
    /// end.
    /// </summary>
    public bool ShedsPayload
    {
        get => _context.ShedsPayload;
        set => _context.ShedsPayload = value;
    }

    /// <summary>Something read from each bucket ahead of time, so that the reads are not optimised away; means nothing.</summary>
    internal int Fetched { get; private set; }

    /// <summary>Decodes packet <paramref name="slot"/> of the batch.</summary>
    public void Prepare(int slot, in RawPacket packet)
    {
        ref var prepared = ref _prepared[slot];
        prepared.Status = PacketDecoder.Decode(packet, out prepared.Headers);
        if (prepared.Status != DecodeStatus.Ok) return;
        prepared.Key = KeyOf(prepared.Headers, 0);
        _wanted[_wantedCount] = prepared.Hash = _table.HashOf(prepared.Key);
        _wantedCount = (_wantedCount + 1) % BatchCapacity;
    }

    /// <summary>Brings into the cache what the prepared packets' flows need: their memory is waited for once, not once each. Changes nothing else.</summary>
    public void Fetch()
    {
        Fetched ^= _table.Touch(_wanted.AsSpan(0, _wantedCount));
        _wantedCount = 0;
    }

    /// <summary>Accounts packet <paramref name="slot"/> of the batch, which was prepared before.</summary>
    public void Process(int slot, in RawPacket packet)
    {
        Counters.Packets++;
        Advance(packet.Time);
        _path.Clear();
        ref var prepared = ref _prepared[slot];
        if (Options.VerifyChecksums) PacketChecksums.CountNetwork(prepared.Status, prepared.Headers, packet.Bytes, Counters);
        if (prepared.IsPlain) Follow(ref prepared.Headers, prepared.Key, prepared.Hash, packet.Bytes, packet.Time);
        else Route(prepared.Status, ref prepared.Headers, packet.Bytes, packet.Time);
    }

    /// <summary>
    /// Moves the packet clock (never backwards) and ends what has been silent for too long. Every shard is told the time of every packet of
    /// the capture, its own or not, right before it is processed, so that ends do not depend on the number of shards.
    /// </summary>
    public void Advance(Timestamp now) => _life.Advance(now);

    /// <summary>The capture is over: ends every flow.</summary>
    public void Finish()
    {
        _life.Finish();
        foreach (var reassembler in _fragments) reassembler.Finish();
    }

    private void Route(DecodeStatus status, ref PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        if (headers.Fault != DecodeFault.None) _faults.Note(headers, _path.Scope, _life.Now);
        switch (status)
        {
            case DecodeStatus.Ok: break;
            case DecodeStatus.Fragment: Reassemble(ref headers, bytes, time); return;
            case DecodeStatus.Arp:
                Counters.Arp++;
                _frames.Arp(headers, bytes, _path.Scope, _life.Now);
                return;
            case DecodeStatus.NotIp:
                Counters.NotIp++;
                _frames.Other(headers, bytes, _path.Scope, _life.Now);
                return;
            case DecodeStatus.TruncatedNetwork: Counters.TruncatedNetwork++; return;
            case DecodeStatus.TruncatedTransport: Counters.TruncatedTransport++; return;
            case DecodeStatus.UnknownLink: Counters.UnknownLink++; return;
            default: Counters.Malformed++; return;
        }
        var key = KeyOf(headers, _path.Scope);
        Follow(ref headers, key, _table.HashOf(key), bytes, time);
    }

    /// <summary>Accounts a packet that has a flow, then the packet that it may carry.</summary>
    private void Follow(ref PacketHeaders headers, in FlowKey key, ulong hash, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        if (Options.VerifyChecksums) PacketChecksums.CountTransport(headers, bytes, Counters);
        var record = Account(headers, key, hash, bytes, time);
        if (headers.Inner != Encapsulation.None && record >= 0) Enter(record, headers, bytes, time);
    }

    /// <summary>Keeps a fragment, and goes on with its datagram once that is whole.</summary>
    private void Reassemble(ref PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        Counters.Fragments++;
        var result = _fragments[_path.Depth].Add(_life.Now, bytes, headers, _path.Scope);
        if (result.Anomalies != FragmentAnomalies.None) _faults.Note(headers, result.Anomalies, _path.Scope, _life.Now);
        switch (result.Outcome)
        {
            case FragmentOutcome.Complete:
                var status = PacketDecoder.Decode(result.Bytes, result.Link, result.Bytes.Length, out var whole);
                (whole.SourceMac, whole.DestinationMac) = (headers.SourceMac, headers.DestinationMac);
                (whole.OuterVlan, whole.InnerVlan) = (headers.OuterVlan, headers.InnerVlan);
                if (status != DecodeStatus.Fragment) Route(status, ref whole, result.Bytes, time);
                break;
            case FragmentOutcome.FirstOnly:
                Route(PacketDecoder.DecodeFirstFragment(bytes, ref headers), ref headers, bytes, time);
                break;
        }
    }

    /// <summary>Goes on with the packet that this one carries.</summary>
    private void Enter(int record, in PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        if (_path.IsFull)
        {
            Counters.TunnelsTooDeep++;
            return;
        }
        Counters.Tunnelled++;
        var carried = bytes.Slice(headers.InnerOffset, headers.InnerLength);
        var status = PacketDecoder.Decode(carried, headers.InnerLink, headers.InnerWireLength, out var inner);
        if (status is DecodeStatus.Ok or DecodeStatus.Fragment && TunnelNames.ServiceOf(headers.Inner) is { } service)
        {
            _context.Enter(record, _life.Now);
            _context.ConfirmService(service);
        }
        _path.Push(record, headers);
        if (Options.VerifyChecksums) PacketChecksums.CountNetwork(status, inner, carried, Counters);
        if (inner.OuterVlan == 0) (inner.OuterVlan, inner.InnerVlan) = _path.Vlans;
        Route(status, ref inner, carried, time);
    }

    /// <summary>Finds or begins the packet's flow and accounts it; the flow's record.</summary>
    private int Account(in PacketHeaders headers, in FlowKey key, ulong hash, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        var record = _table.Find(key, hash, out var direction);
        if (record >= 0 && IsAnother(record, headers, time))
        {
            _life.End(record);
            record = -1;
        }
        var begins = record < 0;
        if (!begins) _path.AnnounceLast(_life.Now);
        else record = Begin(key, hash, headers, time, out direction);
        _context.Enter(record, _life.Now);
        ref var flow = ref _table[record];
        if (time - flow.Last >= BurstLog.Silence && headers.PayloadWireLength > 0) _context.BeginBurst(time);
        if (TcpContinuation.IsLikely(headers) && TcpContinuation.TryAccount(ref flow, direction, headers, time))
        {
            if (headers.PayloadWireLength > 0) _context.Deliver(direction, bytes.Slice(headers.PayloadOffset, headers.PayloadWireLength));
            return record;
        }
        var isDuplicate = IsDuplicate(ref flow.Side(direction), headers);
        if (!(isDuplicate && Options.DropDuplicates)) Count(ref flow, direction, headers, bytes, time);
        if (begins) _life.Watch(record);
        else if (flow.Is(FlowMarks.EndMoved)) _life.Hasten(record);
        else if (headers.Protocol == IpProtocol.Tcp && (headers.TcpFlags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst | TcpFlags.Ack)) != TcpFlags.Ack)
            _life.Hasten(record);
        return record;
    }

    /// <summary>Whether the packet begins another flow than this one of the same key: it was silent for too long, or a SYN says so.</summary>
    private bool IsAnother(int record, in PacketHeaders headers, Timestamp time)
    {
        var judgesSilence = time >= _life.Now || !Options.SeveralClocks;
        if (judgesSilence && _life.IsOver(record)) return true;
        if (headers.Protocol != IpProtocol.Tcp || (headers.TcpFlags & TcpFlags.Syn) == 0) return false;
        _context.Enter(record, _life.Now);
        return TcpReuse.IsNewFlow(ref _table[record], headers, time, _context);
    }

    private void Count(ref FlowRecord flow, Direction direction, in PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        if (headers.Protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6) || headers.PayloadLength >= headers.PayloadWireLength)
        {
            ref var side = ref flow.Side(direction); // Zeek leaves cut ICMP messages out of the packet counts
            if (side.Packets == 0) ReturnPath.Note(flow, direction, headers, Counters);
            side.Packets++;
            side.IpBytes += headers.IpLength;
        }
        switch (headers.Protocol)
        {
            case IpProtocol.Tcp:
                if ((headers.TcpFlags & TcpFlags.Syn) != 0) flow.Side(direction).SynTraits = _traits.NumberOf(headers, bytes);
                _tcp.Process(ref flow, direction, new TcpSegment(headers, time, bytes.Slice(headers.PayloadOffset, headers.PayloadLength)));
                break;
            case IpProtocol.Udp:
                _datagrams.Udp(ref flow, direction, headers, bytes, time);
                break;
            case IpProtocol.IcmpV6 when NeighbourMessage.IsRead(headers.SourcePort):
                _frames.Neighbour(headers, bytes, _path.Scope, _life.Now);
                goto default;
            case IpProtocol.Icmp or IpProtocol.IcmpV6 when IcmpPairs.IsEcho(headers.Protocol, headers.SourcePort):
                _datagrams.Echo(ref flow, direction, headers, bytes, time);
                break;
            default:
                DatagramTracker.Other(ref flow, direction, headers, time);
                break;
        }
    }

    private bool IsDuplicate(ref FlowSide side, in PacketHeaders headers)
    {
        var same = side.Packets > 0 && side.LastFingerprint == headers.Fingerprint && headers.Fingerprint != 0;
        side.LastFingerprint = headers.Fingerprint;
        if (same) Counters.Duplicates++;
        return same;
    }

    private int Begin(in FlowKey key, ulong hash, in PacketHeaders headers, Timestamp time, out Direction direction)
    {
        var parents = _path.Announce(_life.Now);
        var record = _life.Begin(hash);
        ref var flow = ref _table[record];
        (flow.Originator, flow.OriginatorPort) = (key.Source, key.SourcePort);
        (flow.Responder, flow.ResponderPort) = (key.Destination, key.DestinationPort);
        flow.Protocol = key.Protocol;
        flow.Scope = key.Scope;
        flow.Start = flow.Last = time;
        flow.SetMacs(headers.SourceMac, headers.DestinationMac);
        (flow.OuterVlan, flow.InnerVlan) = (headers.OuterVlan, headers.InnerVlan);
        Counters.VlanFlows[ReturnPath.PlaceOf(headers.OuterVlan)]++;
        if (key.OneWay) flow.Marks |= FlowMarks.OneWay;
        if (headers.Inner != Encapsulation.None && flow.Transport == Transport.Other) flow.Marks |= FlowMarks.Carrier;
        flow.OriginatorSide.Tcp.Delivered = flow.OriginatorSide.Tcp.Trimmed = 1; // the first byte is at 1, behind the SYN
        flow.ResponderSide.Tcp.Delivered = flow.ResponderSide.Tcp.Trimmed = 1;
        if (FlowDirection.IsInteractive(headers)) flow.Marks |= FlowMarks.Interactive;
        direction = Direction.FromOriginator;
        if (FlowDirection.ShouldFlip(headers))
        {
            flow.Flip();
            flow.Marks |= FlowMarks.Flipped;
            direction = Direction.FromResponder;
        }
        _context.Enter(record, _life.Now);
        if (parents is not null) _context.Details.TunnelParents = parents;
        _context.NoteExpected();
        return record;
    }

    private static FlowKey KeyOf(in PacketHeaders headers, ulong scope)
    {
        var (source, destination) = (headers.SourcePort, headers.DestinationPort);
        var oneWay = false;
        if (headers.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6)
        {
            oneWay = !IcmpPairs.TryGetAnswer(headers.Protocol, headers.SourcePort, out var answer);
            if (!oneWay) destination = answer;
        }
        return new FlowKey(headers.Source, headers.Destination, source, destination, headers.Protocol, oneWay, scope);
    }
}
