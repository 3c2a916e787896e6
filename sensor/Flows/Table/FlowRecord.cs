using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetSensor.Events;
using NetSensor.Flows.Naming;
using NetSensor.Flows.Tcp;
using NetSensor.Wire;

namespace NetSensor.Flows.Table;

/// <summary>
/// One flow; no references inside, so that the collector never walks the table. A packet should touch few cache lines, not all: what each compares and
/// changes comes first, what only TCP needs behind it, what beginning and end need last.
/// <code>
/// | key, marks, last time 64 | counts of both sides, place in the wheel 64 | TCP: both endpoints, each with what every segment needs first 168 | the rest 76 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // no holes: a flow must stay small
internal struct FlowRecord
{
    private const int ProbedMask = 0b0111_1110; // up to 63, more than are probed

    /// <summary>The side that opened the flow.</summary>
    public IpAddr Originator;
    /// <summary>The side that answers.</summary>
    public IpAddr Responder;
    /// <summary>See <see cref="FlowKey.Scope"/>.</summary>
    public ulong Scope;
    /// <summary>Ports, or ICMP type and code.</summary>
    public ushort OriginatorPort, ResponderPort;
    /// <summary>Facts.</summary>
    public FlowMarks Marks;
    /// <summary>Protocol of the IP header.</summary>
    public IpProtocol Protocol;
    /// <summary>Letters in <see cref="History"/>.</summary>
    public byte HistoryLength;
    /// <summary>History letters seen once: bits of the originator low, of the responder high. Of UDP, which has one letter, the bits between also count (<see cref="ProbedDatagrams"/>).</summary>
    public ushort HistorySeen;
    /// <summary>Time of the last packet that counts for the duration.</summary>
    public Timestamp Last;
    /// <summary>Slot of its details (identity, payload, names); 0 while there are none.</summary>
    public int Details;
    /// <summary>The originator's direction.</summary>
    public FlowSide OriginatorSide;
    /// <summary>The responder's direction.</summary>
    public FlowSide ResponderSide;
    /// <summary>Tick at which the wheel looks at it next.</summary>
    public long WheelTick;
    /// <summary>TCP's view of the originator's direction.</summary>
    public TcpEndpoint OriginatorTcp;
    /// <summary>TCP's view of the responder's direction.</summary>
    public TcpEndpoint ResponderTcp;
    /// <summary>Time of the first packet.</summary>
    public Timestamp Start;
    /// <summary>
    /// When it ends whatever comes (closed), or unless answered (attempt); see <see cref="FlowMarks.EndFixed"/>. For a session the first moment
    /// at which its silence is looked at; see <see cref="FlowMarks.Session"/>.
    /// </summary>
    public Timestamp FixedEnd;
    /// <summary>Payload bytes in content gaps.</summary>
    public long MissedBytes;
    /// <summary>Next free record; -1 ends. Of a record in use it means nothing.</summary>
    public int Next;
    /// <summary>Hash of its key, upper half, for the index.</summary>
    public uint Hash;
    /// <summary>Hardware addresses, 48 bits each: originator's low 32, responder's low 32, then the two high parts.</summary>
    public uint OriginatorMacLow, ResponderMacLow;
    /// <summary>High 16 bits of the hardware addresses.</summary>
    public ushort OriginatorMacHigh, ResponderMacHigh;
    /// <summary>VLAN tags as <see cref="PacketHeaders.OuterVlan"/> has them.</summary>
    public ushort OuterVlan, InnerVlan;
    /// <summary>History letters.</summary>
    public HistoryLetters History;

    /// <summary>Transport by protocol number.</summary>
    public readonly Transport Transport => Protocol switch
    {
        IpProtocol.Tcp => Transport.Tcp,
        IpProtocol.Udp => Transport.Udp,
        IpProtocol.Icmp or IpProtocol.IcmpV6 => Transport.Icmp,
        IpProtocol.Sctp => Transport.Sctp,
        _ => Transport.Other,
    };

    /// <summary>Of ICMP: hash of the originator's first echo request, where TCP has the first sequence number; 0 without.</summary>
    public ulong FirstEcho
    {
        readonly get => (ulong)OriginatorTcp.StartSequence;
        set => OriginatorTcp.StartSequence = (long)value;
    }

    /// <summary>Of UDP: datagrams that no protocol knew, kept between the bits of its only history letter, those of the two sides.</summary>
    public int ProbedDatagrams
    {
        readonly get => (HistorySeen & ProbedMask) >> 1;
        set => HistorySeen = (ushort)((HistorySeen & ~ProbedMask) | (value << 1));
    }

    /// <summary>Whether a fact holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every packet
    public readonly bool Is(FlowMarks mark) => (Marks & mark) != 0;

    /// <summary>Fills a zeroed record for the flow that this packet begins; its sender counts as the originator for now.</summary>
    public void Begin(in FlowKey key, in PacketHeaders headers, Timestamp time)
    {
        (Originator, OriginatorPort) = (key.Source, key.SourcePort);
        (Responder, ResponderPort) = (key.Destination, key.DestinationPort);
        Protocol = key.Protocol;
        Scope = key.Scope;
        Start = Last = time;
        SetMacs(headers.SourceMac, headers.DestinationMac);
        (OuterVlan, InnerVlan) = (headers.OuterVlan, headers.InnerVlan);
        if (key.OneWay) Marks |= FlowMarks.OneWay;
        if (headers.Inner != Encapsulation.None && Transport == Transport.Other) Marks |= FlowMarks.Carrier;
        if (FlowDirection.IsInteractive(headers)) Marks |= FlowMarks.Interactive;
        OriginatorTcp.Delivered = OriginatorTcp.Trimmed = 1; // the first byte is at 1, behind the SYN
        ResponderTcp.Delivered = ResponderTcp.Trimmed = 1;
    }

    /// <summary>The direction of a packet with this key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // once for every packet
    public readonly bool Matches(in FlowKey key, out Direction direction)
    {
        direction = Direction.FromOriginator;
        if (Protocol != key.Protocol || Scope != key.Scope || Is(FlowMarks.OneWay) != key.OneWay) return false;
        if (OriginatorPort == key.SourcePort && ResponderPort == key.DestinationPort && Originator == key.Source && Responder == key.Destination)
            return true;
        direction = Direction.FromResponder;
        return !key.OneWay && OriginatorPort == key.DestinationPort && ResponderPort == key.SourcePort
            && Originator == key.Destination && Responder == key.Source;
    }

    /// <summary>One direction.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every packet
    public ref FlowSide Side(Direction direction)
    {
        if (direction == Direction.FromOriginator) return ref OriginatorSide;
        return ref ResponderSide;
    }

    /// <summary>TCP's view of one direction.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every packet
    public ref TcpEndpoint Tcp(Direction direction)
    {
        if (direction == Direction.FromOriginator) return ref OriginatorTcp;
        return ref ResponderTcp;
    }

    /// <summary>Adds a history letter, in lower case for the responder.</summary>
    public bool AddHistory(char letter, Direction direction)
    {
        if (HistoryLength >= HistoryLetters.Capacity) return false;
        var upper = direction == Direction.FromOriginator || letter == '^';
        History[HistoryLength++] = (byte)(upper ? letter : letter | 0x20);
        return true;
    }

    /// <summary>Swaps originator and responder, and says so in the history.</summary>
    public void Flip()
    {
        (Originator, Responder) = (Responder, Originator);
        (OriginatorPort, ResponderPort) = (ResponderPort, OriginatorPort);
        (OriginatorSide, ResponderSide) = (ResponderSide, OriginatorSide);
        (OriginatorTcp, ResponderTcp) = (ResponderTcp, OriginatorTcp);
        (OriginatorMacLow, ResponderMacLow) = (ResponderMacLow, OriginatorMacLow);
        (OriginatorMacHigh, ResponderMacHigh) = (ResponderMacHigh, OriginatorMacHigh);
        var seen = Marks & (FlowMarks.OriginatorSeen | FlowMarks.ResponderSeen);
        if (seen is FlowMarks.OriginatorSeen or FlowMarks.ResponderSeen) Marks ^= FlowMarks.OriginatorSeen | FlowMarks.ResponderSeen;
        AddHistory('^', Direction.FromOriginator);
    }

    /// <summary>Hardware address on the originator's side.</summary>
    public readonly MacAddress OriginatorMac => new(((ulong)OriginatorMacHigh << 32) | OriginatorMacLow);

    /// <summary>Hardware address on the responder's side.</summary>
    public readonly MacAddress ResponderMac => new(((ulong)ResponderMacHigh << 32) | ResponderMacLow);

    /// <summary>Keeps the hardware addresses of the first packet.</summary>
    public void SetMacs(MacAddress originator, MacAddress responder)
    {
        (OriginatorMacLow, OriginatorMacHigh) = ((uint)originator.Value, (ushort)(originator.Value >> 32));
        (ResponderMacLow, ResponderMacHigh) = ((uint)responder.Value, (ushort)(responder.Value >> 32));
    }
}
