using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class IcmpTunnelStory
{
    public static IReadOnlyList<Technique> Techniques { get; } = AttackCatalog.Find("T1095", "T1572");

    public static Detection Tell(EchoPair pair, IcmpTunnelScore score, Timestamp now) => new()
    {
        Id = StableId.Of("icmp-tunnel", pair.Source.ToString(), pair.Destination.ToString()),
        Detector = "icmp-tunnel",
        Time = now,
        FirstSeen = pair.First,
        LastSeen = pair.Last,
        Title = $"{pair.Source} carries data in pings to {pair.Destination}",
        Reason = Reason(pair.Totals, pair.First),
        Severity = score.Severity,
        Confidence = score.Confidence,
        Risk = score.Risk.Sum,
        RiskParts = score.Risk.Parts,
        Source = pair.Source,
        Destination = pair.Destination,
        Flows = [.. pair.Flows],
        Evidence = Numbers(pair.Totals, pair.Last - pair.First),
        Techniques = Techniques,
        Count = pair.Told.Times,
    };

    private static string Reason(in EchoTotals echoes, Timestamp first) => string.Create(CultureInfo.InvariantCulture,
        $"{echoes.Requests} requests and {echoes.Replies} replies since {first.ToString()[..19]}Z: {echoes.Altered} of {echoes.Compared} compared replies give back other data than was sent, "
        + $"{echoes.IpPackets} messages hold an IP packet, {echoes.ContentChanges} have other content and {echoes.SizeChanges} another size than the one before; "
        + $"{echoes.RequestBytes} bytes went out and {echoes.ReplyBytes} came back.");

    private static List<Evidence> Numbers(in EchoTotals echoes, TimeSpan duration) =>
    [
        new("requests", echoes.Requests, "messages"),
        new("replies", echoes.Replies, "messages"),
        new("replies_compared", echoes.Compared, "messages"),
        new("replies_altered", echoes.Altered, "messages"),
        new("ip_packets", echoes.IpPackets, "messages"),
        new("content_changes", echoes.ContentChanges, "messages"),
        new("size_changes", echoes.SizeChanges, "messages"),
        new("sequence_repeats", echoes.SequenceRepeats, "messages"),
        new("bytes_largest", echoes.Largest, "bytes"),
        new("bytes_out", echoes.RequestBytes, "bytes"),
        new("bytes_in", echoes.ReplyBytes, "bytes"),
        new("duration", Math.Round(duration.TotalSeconds, 3), "s"),
    ];
}
