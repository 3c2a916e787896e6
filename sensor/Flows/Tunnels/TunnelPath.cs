using NetSensor.Events;
using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows.Tunnels;

/// <summary>The tunnels around the packet at hand, outermost first.</summary>
internal sealed class TunnelPath(FlowTable table, FlowContext context, FlowOptions options)
{
    private readonly Entry[] _entries = new Entry[Math.Max(1, options.MaxTunnelDepth)];

    /// <summary>Tunnels around the packet.</summary>
    public int Depth { get; private set; }

    /// <summary>Hash of the outermost pair of addresses; zero outside tunnels, and where that pair only steers.</summary>
    public ulong Scope { get; private set; }

    /// <summary>VLAN tags of the outermost frame, for packets inside that have none.</summary>
    public (ushort Outer, ushort Inner) Vlans { get; private set; }

    /// <summary>Whether no further tunnel is looked into.</summary>
    public bool IsFull => Depth >= options.MaxTunnelDepth;

    /// <summary>The packet at hand is outside all tunnels.</summary>
    public void Clear()
    {
        if (Depth == 0) return;
        Depth = 0;
        Scope = 0;
        Vlans = default;
    }

    /// <summary>The packet at hand is inside this flow or carrier.</summary>
    public void Push(int record, in PacketHeaders headers)
    {
        if (Depth == 0)
        {
            var (source, destination) = (headers.Source.Mix64(), headers.Destination.Mix64());
            Scope = headers.IsSteered ? 0 : Math.Max(1, (source + destination) ^ (source * destination)); // the same for both directions
            Vlans = (headers.OuterVlan, headers.InnerVlan);
        }
        _entries[Depth++] = new Entry(record, headers.Inner);
    }

    /// <summary>A flow is about to begin inside: tells tunnels that nobody knows yet, and gives back all their uids.</summary>
    public IReadOnlyList<string>? Announce(Timestamp now)
    {
        if (Depth == 0) return null;
        var uids = new string[Depth];
        for (var i = 0; i < Depth; i++)
        {
            Announce(_entries[i], now);
            context.Enter(_entries[i].Record, now);
            uids[i] = context.Flow.Uid;
        }
        return uids;
    }

    /// <summary>A known flow was seen inside: tells the tunnel right around it, when nobody knows that yet.</summary>
    public void AnnounceLast(Timestamp now)
    {
        if (Depth > 0) Announce(_entries[Depth - 1], now);
    }

    private void Announce(Entry entry, Timestamp now)
    {
        ref var flow = ref table[entry.Record];
        if (flow.Is(FlowMarks.TunnelAnnounced)) return;
        flow.Marks |= FlowMarks.TunnelAnnounced;
        context.Enter(entry.Record, now);
        context.Details.TunnelType = TunnelNames.TypeOf(entry.Tunnel);
        context.Emit(new TunnelEvent { TunnelType = context.Details.TunnelType, Action = "Tunnel::DISCOVER" });
    }

    private readonly record struct Entry(int Record, Encapsulation Tunnel);
}
