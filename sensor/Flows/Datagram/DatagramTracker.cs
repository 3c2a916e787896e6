using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows.Datagram;

/// <summary>Accounts UDP, ICMP and everything else that has no connection.</summary>
internal sealed class DatagramTracker(FlowContext context)
{
    private const int UdpHeader = 8;
    private const ushort OriginatorData = 1, ResponderData = 1 << 8; // bits of the history letters seen

    /// <summary>One UDP datagram. Its length field counts, as the sender meant it.</summary>
    public void Udp(ref FlowRecord flow, Direction direction, in PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        flow.Last = time;
        ref var side = ref flow.Side(direction);
        var announced = bytes.Length >= headers.TransportOffset + 6 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(headers.TransportOffset + 4)..]) : 0;
        side.DatagramBytes += announced >= UdpHeader ? announced - UdpHeader : headers.PayloadWireLength;
        var seen = direction == Direction.FromOriginator ? OriginatorData : ResponderData;
        if ((flow.HistorySeen & seen) == 0)
        {
            flow.HistorySeen |= seen;
            context.AddHistory(ref flow, 'D', direction);
        }
        context.Datagram(direction, bytes.Slice(headers.PayloadOffset, headers.PayloadLength), headers.PayloadWireLength);
    }

    /// <summary>
    /// One echo request or reply. A sweep sends one request to each of many: only the second message of a flow is worth more room than the flow has itself.
    /// </summary>
    public void Echo(ref FlowRecord flow, Direction direction, in PacketHeaders headers, ReadOnlySpan<byte> bytes, Timestamp time)
    {
        var sentBefore = (int)flow.OriginatorSide.DatagramBytes;
        Other(ref flow, direction, headers, time);
        var message = new EchoMessage(headers, bytes);
        var echoes = context.KnownDetails?.Echoes;
        if (echoes is null or { IsEmpty: true } && flow.FirstEcho == 0 && !message.IsReply)
        {
            flow.FirstEcho = message.Hash;
            return;
        }
        echoes ??= context.Details.Echoes ??= new EchoTally();
        if (echoes.IsEmpty && flow.FirstEcho is var first and not 0) echoes.Begin(first, sentBefore);
        if (echoes.Add(message) is { } told) context.Emit(told);
    }

    /// <summary>One ICMP message, or one packet of an IP protocol that is only counted.</summary>
    public static void Other(ref FlowRecord flow, Direction direction, in PacketHeaders headers, Timestamp time)
    {
        flow.Last = time;
        flow.Side(direction).DatagramBytes += headers.PayloadWireLength;
    }
}
