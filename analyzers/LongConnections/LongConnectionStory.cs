using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class LongConnectionStory
{
    private const string Name = "long-connection";

    private static readonly IReadOnlyList<Technique> Spoken = AttackCatalog.Find("T1071"), Unspoken = AttackCatalog.Find("T1095");

    public static IReadOnlyList<Technique> Techniques { get; } = [.. Spoken, .. Unspoken];

    public static Detection OfOpenTime(LastingPair pair, LongConnectionScore score, LongConnectionContext context, Timestamp now) =>
        Tell(pair, score, context, now) with
        {
            Id = StableId.Of(Name, pair.Key.Source.ToString(), pair.Key.ToString()),
            Title = $"{pair.Key.Source} stays connected with {pair.Key}",
            Reason = string.Create(CultureInfo.InvariantCulture,
                $"The longest of {pair.Connections} connections since {pair.First.ToString()[..19]}Z {(pair.LongestIsOpen ? "is open for" : "lasted")} {Span(pair.Longest)}, "
                + $"all together were open for {Span(pair.Hours!.Open)} of the last day; {pair.BytesOut} bytes went out and {pair.BytesIn} came back over those that ended; "
                + $"{context.Visitors} of {context.Hosts} hosts go there."),
            Count = pair.ToldLong.Times,
        };

    public static Detection OfCount(LastingPair pair, LongConnectionScore score, LongConnectionContext context, Timestamp now) =>
        Tell(pair, score, context, now) with
        {
            Id = StableId.Of(Name, "strobe", pair.Key.Source.ToString(), pair.Key.ToString()),
            Title = $"{pair.Key.Source} connects without end to {pair.Key}",
            Reason = string.Create(CultureInfo.InvariantCulture,
                $"{pair.Hours!.Begun} connections within the last day, {pair.Connections} since {pair.First.ToString()[..19]}Z; {pair.BytesOut} bytes went out and {pair.BytesIn} came back; "
                + $"{context.Visitors} of {context.Hosts} hosts go there."),
            Count = pair.ToldStrobe.Times,
        };

    private static Detection Tell(LastingPair pair, LongConnectionScore score, LongConnectionContext context, Timestamp now) => new()
    {
        Id = "",
        Detector = Name,
        Time = now,
        FirstSeen = pair.First,
        LastSeen = pair.Last,
        Title = "",
        Reason = "",
        Severity = score.Severity,
        Confidence = 60, // that it is long is certain; what it is for is not
        Risk = score.Risk.Sum,
        RiskParts = score.Risk.Parts,
        Source = pair.Key.Source,
        Destination = pair.Address,
        DestinationPort = pair.Key.Port,
        DestinationName = pair.Key.Name,
        Flows = [.. pair.Flows],
        Evidence = Numbers(pair, context),
        Techniques = pair.Service is null ? Unspoken : Spoken,
    };

    private static List<Evidence> Numbers(LastingPair pair, LongConnectionContext context) =>
    [
        new("longest", Math.Round(pair.Longest.TotalSeconds, 3), "s"),
        new("open_last_day", Math.Round(pair.Hours!.Open.TotalSeconds, 3), "s"),
        new("connections_last_day", pair.Hours.Begun, "connections"),
        new("connections", pair.Connections, "connections"),
        new("bytes_out", pair.BytesOut, "bytes"),
        new("bytes_in", pair.BytesIn, "bytes"),
        new("hosts_visiting", context.Visitors, "hosts"),
        new("hosts_staying", context.Holders, "hosts"),
        new("hosts_seen", context.Hosts, "hosts"),
    ];

    private static string Span(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h");
}
