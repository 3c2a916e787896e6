using NetSensor.Events;
using NetSensor.Flows.Datagram;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>Counts a packet for its flow, and leaves the rest to its transport.</summary>
internal sealed class TransportTracker(TcpTracker tcp, DatagramTracker datagrams, SynTraits traits, FlowCounters counters)
{
    /// <summary>Counts one packet of the flow that the context is in.</summary>
    public void Count(ref FlowRecord flow, Direction direction, in PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        if (headers.Protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6) || headers.PayloadLength >= headers.PayloadWireLength)
        {
            ref var side = ref flow.Side(direction); // Zeek leaves cut ICMP messages out of the packet counts
            if (side.Packets == 0) ReturnPath.Note(flow, direction, headers, counters);
            side.Packets++;
            side.IpBytes += headers.IpLength;
        }
        switch (headers.Protocol)
        {
            case IpProtocol.Tcp:
                if ((headers.TcpFlags & TcpFlags.Syn) != 0) flow.Side(direction).SynTraits = traits.NumberOf(headers, bytes);
                tcp.Process(ref flow, direction, new TcpSegment(headers, time, bytes.Slice(headers.PayloadOffset, headers.PayloadLength)));
                break;
            case IpProtocol.Udp:
                datagrams.Udp(ref flow, direction, headers, bytes, time);
                break;
            case IpProtocol.Icmp or IpProtocol.IcmpV6 when IcmpPairs.IsEcho(headers.Protocol, headers.SourcePort):
                datagrams.Echo(ref flow, direction, headers, bytes, time);
                break;
            default:
                DatagramTracker.Other(ref flow, direction, headers, time);
                break;
        }
    }
}
