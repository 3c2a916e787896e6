using System.Text;
using NetSensor.Events;
using NetSensor.Flows.Table;
using NetSensor.Flows.Tcp;

namespace NetSensor.Flows.Naming;

/// <summary>What conn.log says of a flow.</summary>
internal sealed class FlowReport(SynTraits traits)
{
    private const int KnownHistories = 1024; // a few hundred histories cover nearly all flows: their strings are made once

    private readonly string?[] _histories = new string?[KnownHistories];

    /// <summary>The record, final or interim.</summary>
    public FlowEvent Of(in FlowRecord flow, FlowDetails? details, bool interim)
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
            History = HistoryOf(flow),
            OriginatorPackets = flow.OriginatorSide.Packets,
            OriginatorIpBytes = flow.OriginatorSide.IpBytes,
            ResponderPackets = flow.ResponderSide.Packets,
            ResponderIpBytes = flow.ResponderSide.IpBytes,
            DirectionConfidence = DirectionConfidence.Of(flow),
            DestinationName = details?.DestinationName,
            DestinationNameSource = details?.DestinationNameSource,
            Ja4 = details?.Ja4,
            OriginatorStack = flow.Transport == Transport.Tcp ? traits.TextOf(flow.OriginatorSide.SynTraits) : null,
            ResponderStack = flow.Transport == Transport.Tcp ? traits.TextOf(flow.ResponderSide.SynTraits) : null,
        };
    }

    /// <summary>Services of a flow, joined; null when none was confirmed.</summary>
    public static string? ServiceOf(FlowDetails? details) => details is null ? null : details.Services.All switch
    {
        [] => null,
        [var only] => only,
        var several => string.Join(',', several),
    };

    /// <summary>Payload bytes of one direction so far.</summary>
    public static long Bytes(in FlowRecord flow, Direction direction)
    {
        if (flow.Transport != Transport.Tcp)
            return Math.Max(0, direction == Direction.FromOriginator ? flow.OriginatorSide.DatagramBytes : flow.ResponderSide.DatagramBytes);
        return direction == Direction.FromOriginator
            ? flow.OriginatorTcp.Size(flow.ResponderTcp)
            : flow.ResponderTcp.Size(flow.OriginatorTcp);
    }

    private string HistoryOf(in FlowRecord flow)
    {
        ReadOnlySpan<byte> letters = flow.History;
        letters = letters[..flow.HistoryLength];
        uint hash = 17;
        foreach (var letter in letters) hash = hash * 31 + letter;
        ref var known = ref _histories[hash % KnownHistories];
        if (known is not null && known.Length == letters.Length && Ascii.Equals(letters, known)) return known;
        return known = Encoding.ASCII.GetString(letters);
    }
}
