using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Flows.Frames;
using NetSensor.Flows.Naming;
using NetSensor.Flows.Rhythm;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;
using NetSensor.Flows.Tunnels;
using NetSensor.Protocols.LinkLayer;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>Finds or begins the flow of each packet, and accounts the packet to it.</summary>
internal sealed class FlowAccount(
    FlowTable table, FlowContext context, FlowLife life, TunnelPath path, TransportTracker transports, FrameTracker frames, FlowOptions options, FlowCounters counters)
{
    private const TcpFlags Control = TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst | TcpFlags.Ack;

    /// <summary>Accounts one packet; the record of its flow.</summary>
    public int Take(in PacketHeaders headers, in FlowKey key, ulong hash, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        var record = table.Find(key, hash, out var direction);
        if (record >= 0 && IsAnother(record, headers, time))
        {
            life.End(record);
            record = -1;
        }
        if (record < 0)
        {
            record = Begin(key, hash, headers, time, out direction);
            Count(record, direction, headers, bytes, time);
            life.Watch(record);
            return record;
        }
        path.AnnounceLast(life.Now);
        context.Enter(record, life.Now);
        ref var flow = ref table[record];
        if (time - flow.Last >= BurstLog.Silence && headers.PayloadWireLength > 0) context.BeginBurst(time);
        if (TcpContinuation.IsLikely(headers) && TcpContinuation.TryAccount(ref flow, direction, headers, time))
        {
            if (headers.PayloadWireLength > 0) context.Deliver(direction, bytes.Slice(headers.PayloadOffset, headers.PayloadWireLength));
            return record;
        }
        Count(record, direction, headers, bytes, time);
        if (flow.Is(FlowMarks.EndMoved) || (headers.Protocol == IpProtocol.Tcp && (headers.TcpFlags & Control) != TcpFlags.Ack)) life.Hasten(record);
        return record;
    }

    /// <summary>Whether the packet begins another flow than this one of the same key: it was silent for too long, or a SYN says so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // hardly ever more than a look at the clock and at the flags
    private bool IsAnother(int record, in PacketHeaders headers, Timestamp time)
    {
        if (!life.IsFresh(table[record]) && (time >= life.Now || !options.SeveralClocks) && life.IsOver(record)) return true;
        return headers.Protocol == IpProtocol.Tcp && (headers.TcpFlags & TcpFlags.Syn) != 0 && IsReuse(record, headers, time);
    }

    private bool IsReuse(int record, in PacketHeaders headers, Timestamp time)
    {
        context.Enter(record, life.Now);
        return TcpReuse.IsNewFlow(ref table[record], headers, time, context);
    }

    private void Count(int record, Direction direction, in PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        ref var flow = ref table[record];
        var isDuplicate = IsDuplicate(ref flow.Side(direction), headers);
        if (isDuplicate && options.DropDuplicates) return;
        if (headers.Protocol == IpProtocol.IcmpV6 && NeighbourMessage.IsRead(headers.SourcePort)) frames.Neighbour(headers, bytes, path.Scope, life.Now);
        transports.Count(ref flow, direction, headers, bytes, time);
    }

    private bool IsDuplicate(ref FlowSide side, in PacketHeaders headers)
    {
        var same = side.Packets > 0 && side.LastFingerprint == headers.Fingerprint && headers.Fingerprint != 0;
        side.LastFingerprint = headers.Fingerprint;
        if (same) counters.Duplicates++;
        return same;
    }

    private int Begin(in FlowKey key, ulong hash, in PacketHeaders headers, Timestamp time, out Direction direction)
    {
        var parents = path.Announce(life.Now);
        var record = life.Begin(hash);
        ref var flow = ref table[record];
        flow.Begin(key, headers, time);
        counters.VlanFlows[ReturnPath.PlaceOf(headers.OuterVlan)]++;
        direction = Direction.FromOriginator;
        if (FlowDirection.ShouldFlip(headers))
        {
            flow.Flip();
            flow.Marks |= FlowMarks.Flipped;
            direction = Direction.FromResponder;
        }
        context.Enter(record, life.Now);
        if (parents is not null) context.Details.TunnelParents = parents;
        context.NoteExpected();
        return record;
    }
}
