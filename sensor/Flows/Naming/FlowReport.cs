using System.Text;
using NetSensor.Events;
using NetSensor.Flows.Table;

namespace NetSensor.Flows.Naming;

/// <summary>What conn.log says of a flow.</summary>
internal static class FlowReport
{
    private const int KnownHistories = 1024; // a few hundred histories cover nearly all flows: their strings are made once

    /// <summary>The record, final or interim.</summary>
    public static FlowEvent Of(in FlowRecord flow, FlowDetails? details, bool interim, string?[] histories)
    {
        var lasted = flow.Last > flow.Start;
        return new FlowEvent
        {
            IsInterim = interim,
            Service = ServiceOf(details),
            Duration = lasted ? flow.Last - flow.Start : null,
            OriginatorBytes = lasted ? Bytes(flow, Direction.FromOriginator) : null,
            ResponderBytes = lasted ? Bytes(flow, Direction.FromResponder) : null,
            ConnectionState = ConnectionState.Of(flow),
            MissedBytes = flow.MissedBytes,
            History = HistoryOf(flow, histories),
            OriginatorPackets = flow.OriginatorSide.Packets,
            OriginatorIpBytes = flow.OriginatorSide.IpBytes,
            ResponderPackets = flow.ResponderSide.Packets,
            ResponderIpBytes = flow.ResponderSide.IpBytes,
            DirectionConfidence = DirectionConfidence.Of(flow),
            DestinationName = details?.DestinationName,
            DestinationNameSource = details?.DestinationNameSource,
            Ja4 = details?.Ja4,
        };
    }

    /// <summary>A cache for history strings.</summary>
    public static string?[] NewHistoryCache() => new string?[KnownHistories];

    private static string? ServiceOf(FlowDetails? details) => details?.Services switch
    {
        null or [] => null,
        [var only] => only,
        var several => string.Join(',', several),
    };

    private static long Bytes(in FlowRecord flow, Direction direction)
    {
        if (flow.Transport != Transport.Tcp)
            return Math.Max(0, direction == Direction.FromOriginator ? flow.OriginatorSide.DatagramBytes : flow.ResponderSide.DatagramBytes);
        return direction == Direction.FromOriginator
            ? flow.OriginatorSide.Tcp.Size(flow.ResponderSide.Tcp)
            : flow.ResponderSide.Tcp.Size(flow.OriginatorSide.Tcp);
    }

    private static string HistoryOf(in FlowRecord flow, string?[] histories)
    {
        ReadOnlySpan<byte> letters = flow.History;
        letters = letters[..flow.HistoryLength];
        uint hash = 17;
        foreach (var letter in letters) hash = hash * 31 + letter;
        ref var known = ref histories[hash % KnownHistories];
        if (known is not null && known.Length == letters.Length && Ascii.Equals(letters, known)) return known;
        return known = Encoding.ASCII.GetString(letters);
    }
}
