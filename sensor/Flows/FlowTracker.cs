using NetSensor.Events;
using NetSensor.Flows.Datagram;
using NetSensor.Flows.Fragments;
using NetSensor.Flows.Frames;
using NetSensor.Flows.Naming;
using NetSensor.Flows.Payload;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;
using NetSensor.Flows.Tunnels;
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
    private readonly ulong[] _segments = new ulong[BatchCapacity]; // hashes of the flows that are to be fetched: those of TCP, which need more
    private readonly ulong[] _datagrams = new ulong[BatchCapacity];
    private int _segmentCount, _datagramCount;
    private readonly FlowTable _table;
    private readonly FlowContext _context;
    private readonly FlowLife _life;
    private readonly TunnelPath _path;
    private readonly FlowAccount _account;
    private readonly SynTraits _traits = new();
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
        _faults = new PacketFaults(events, Counters);
        _frames = new FrameTracker(events);
        var transports = new TransportTracker(new TcpTracker(_context, streams, options, Counters), new DatagramTracker(_context), _traits, Counters);
        _account = new FlowAccount(_table, _context, _life, _path, transports, _frames, options, Counters);
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
    /// Whether payloads are left unread, so that at least every flow is counted: for a shard that cannot keep up. A stream that goes on meanwhile stays unread to its
    /// end; datagrams are read again as soon as it can.
    /// </summary>
    public bool ShedsPayload
    {
        get => _context.ShedsPayload;
        set => _context.ShedsPayload = value;
    }

    /// <summary>Something read from each bucket ahead of time, so that the reads are not optimised away; means nothing.</summary>
    internal int Fetched { get; private set; }

    /// <summary>Packets whose flow's record was brought into the cache ahead of them, or would have been if it had one already.</summary>
    internal long FetchedRecords { get; private set; }

    /// <summary>Decodes packet <paramref name="slot"/> of the batch.</summary>
    public void Prepare(int slot, in RawPacket packet)
    {
        ref var prepared = ref _prepared[slot];
        prepared.Status = PacketDecoder.Decode(packet, out prepared.Headers);
        if (prepared.Status != DecodeStatus.Ok) return;
        prepared.Key = FlowKey.Of(prepared.Headers, 0);
        prepared.Hash = _table.HashOf(prepared.Key);
        if (prepared.Headers.Protocol == IpProtocol.Tcp) Want(_segments, ref _segmentCount, prepared.Hash);
        else Want(_datagrams, ref _datagramCount, prepared.Hash);
    }

    /// <summary>Brings into the cache what the prepared packets' flows need: their memory is waited for once, not once each. Changes nothing else.</summary>
    public void Fetch()
    {
        Fetched ^= _table.Touch(_segments.AsSpan(0, _segmentCount), _datagrams.AsSpan(0, _datagramCount));
        FetchedRecords += _segmentCount + _datagramCount;
        _segmentCount = _datagramCount = 0;
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

    /// <summary>The clock was set by so much, forward or back: open flows stay as old as they are, and are told by the new clock.</summary>
    public void Shift(TimeSpan jump) => _life.Shift(jump);

    /// <summary>The capture is over: ends every flow.</summary>
    public void Finish()
    {
        _life.Finish();
        foreach (var reassembler in _fragments) reassembler.Finish();
    }

    /// <summary>Takes note of a flow to fetch; who never fetches finds no room, and nothing is lost but time.</summary>
    private static void Want(ulong[] hashes, ref int count, ulong hash)
    {
        if (count < hashes.Length) hashes[count++] = hash;
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
        var key = FlowKey.Of(headers, _path.Scope);
        Follow(ref headers, key, _table.HashOf(key), bytes, time);
    }

    /// <summary>Accounts a packet that has a flow, then the packet that it may carry.</summary>
    private void Follow(ref PacketHeaders headers, in FlowKey key, ulong hash, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        if (Options.VerifyChecksums) PacketChecksums.CountTransport(headers, bytes, Counters);
        var record = _account.Take(headers, key, hash, bytes, time);
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
}
