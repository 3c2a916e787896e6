using System.Buffers.Binary;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Wire;

namespace NetSensor.Benchmarks;

/// <summary>
/// Many flows that are open at once and take turns, in an order that no prefetcher guesses: the hardest thing for a flow table. Packets are
/// written into a batch of frames right before they are given to the tracker, so that memory holds flows and not packets.
/// </summary>
public sealed class FlowCrowd
{
    /// <summary>Payload bytes of each packet; nobody reads them.</summary>
    public const int PayloadBytes = 32;

    private const long Stride = 7_368_787;          // a prime above every crowd, so that each round visits every flow once
    private const long Gap = 100;                   // nanoseconds from packet to packet: no flow is silent for long enough to end
    private const int TcpHeader = 20, UdpHeader = 8, IpHeader = 20, EthernetHeader = 14;
    private const int AddressAt = EthernetHeader + 12, PortAt = EthernetHeader + IpHeader, SequenceAt = PortAt + 4, AckAt = PortAt + 8, FlagsAt = PortAt + 13;

    private readonly byte[][] _frames = new byte[FlowTracker.BatchCapacity][];
    private readonly int _flows;
    private readonly bool _tcp;
    private long _sent;

    /// <summary>A crowd that has spoken already: every flow is in the table of <see cref="Tracker"/>.</summary>
    public FlowCrowd(int flows, bool tcp)
    {
        (_flows, _tcp) = (flows, tcp);
        for (var slot = 0; slot < _frames.Length; slot++) _frames[slot] = Frame();
        Tracker = new FlowTracker(new FlowOptions { Capacity = flows }, new PayloadPool([]), NoEvents.Instance);
        Speak((flows + FlowTracker.BatchCapacity - 1L) / FlowTracker.BatchCapacity);
        Speak(flows / FlowTracker.BatchCapacity);
        if (Tracker.Counters.Flows != flows || Tracker.Counters.ActiveFlows != flows)
            throw new InvalidOperationException($"{Tracker.Counters.Flows} flows began and {Tracker.Counters.ActiveFlows} are open, where {flows} speak");
    }

    /// <summary>Has the flows of the crowd.</summary>
    public FlowTracker Tracker { get; }

    /// <summary>The next packets go through decoder and flow table, as a shard sends them.</summary>
    public void Speak(long batches)
    {
        for (var batch = 0L; batch < batches; batch++)
        {
            for (var slot = 0; slot < _frames.Length; slot++) Tracker.Prepare(slot, Packet(slot, _sent + slot));
            Tracker.Fetch();
            for (var slot = 0; slot < _frames.Length; slot++)
            {
                var packet = new RawPacket(TimeOf(_sent + slot), LinkType.Ethernet, _frames[slot].Length, _frames[slot]);
                Tracker.Advance(packet.Time);
                Tracker.Process(slot, packet);
            }
            _sent += _frames.Length;
        }
    }

    /// <summary>The next packets go through the decoder only.</summary>
    public long Decode(long batches)
    {
        long sum = 0;
        for (var batch = 0L; batch < batches; batch++)
        {
            for (var slot = 0; slot < _frames.Length; slot++)
            {
                PacketDecoder.Decode(Packet(slot, _sent + slot), out var headers);
                sum += headers.PayloadLength;
            }
            _sent += _frames.Length;
        }
        return sum;
    }

    /// <summary>Writes the packet of this number, whose addresses, ports and sequence number follow from it.</summary>
    private RawPacket Packet(int slot, long number)
    {
        var frame = _frames[slot];
        var round = number / _flows;
        var flow = (uint)(number % _flows * Stride % _flows);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(AddressAt), 0x0A000000 + (flow >> 4));  // 16 flows per client
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(PortAt), (ushort)(40_000 + (flow & 15)));
        if (_tcp) BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(SequenceAt), (uint)(1 + round * PayloadBytes));
        return new RawPacket(TimeOf(number), LinkType.Ethernet, frame.Length, frame);
    }

    private static Timestamp TimeOf(long number) => new(1_000_000 * Timestamp.NanosecondsPerSecond + number * Gap);

    private byte[] Frame()
    {
        var carried = (_tcp ? TcpHeader : UdpHeader) + PayloadBytes;
        var frame = new byte[EthernetHeader + IpHeader + carried];
        byte[] headers =
        [
            2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x08, 0x00,                                     // Ethernet, IPv4
            0x45, 0, 0, (byte)(IpHeader + carried), 0, 1, 0x40, 0, 64, (byte)(_tcp ? 6 : 17), 0, 0, 10, 0, 0, 1, 192, 0, 2, 1,
            0x9C, 0x40, 0x01, 0xBB,                                                             // ports
        ];
        headers.CopyTo(frame, 0);
        if (_tcp)
        {
            frame[AckAt + 3] = 1;
            frame[FlagsAt - 1] = 0x50;
            frame[FlagsAt] = 0x18;                                                              // PSH, ACK
            frame[FlagsAt + 1] = 0x20;                                                          // window
        }
        else
        {
            frame[PortAt + 5] = (byte)carried;
        }
        return frame;
    }
}
