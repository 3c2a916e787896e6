using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>Puts a match into words and numbers.</summary>
internal static class IndicatorStory
{
    private const ushort DnsPort = 53;

    private static readonly IReadOnlyList<Technique> Names = AttackCatalog.Find("T1071.004"), Web = AttackCatalog.Find("T1071.001"), Any = AttackCatalog.Find("T1071");

    public static IReadOnlyList<Technique> Techniques { get; } = [.. Any, .. Web, .. Names];

    public static Detection Tell(Sighting sighting, Indicator indicator, IndicatorScore score, Timestamp now) => new()
    {
        Id = StableId.Of("indicator", sighting.Host.ToString(), indicator.Kind.ToString(), indicator.Value),
        Detector = "indicator",
        Time = now,
        FirstSeen = sighting.First,
        LastSeen = sighting.Last,
        Title = $"{sighting.Host} met {What(indicator.Kind)} {indicator.Value} of {indicator.List}",
        Reason = string.Create(CultureInfo.InvariantCulture,
            $"{indicator.List} names {What(indicator.Kind)} {indicator.Value}{(indicator.Label is { } label ? $" ({label})" : "")}{(indicator.Confidence is { } sure ? $", {sure} % sure" : "")}; "
            + $"{sighting.Host} {sighting.Signs[^1]}, {sighting.Count} {(sighting.Count == 1 ? "time" : "times")} since {sighting.First.ToString()[..19]}Z"
            + $"{(sighting.IsPast ? ", before the list was there" : "")}."),
        Severity = score.Severity,
        Confidence = score.Confidence,
        Risk = score.Risk.Sum,
        RiskParts = score.Risk.Parts,
        Source = sighting.Host,
        Destination = sighting.Peer ?? sighting.PeerFlow?.Responder,
        DestinationPort = sighting.PeerFlow?.ResponderPort,
        DestinationName = indicator.Kind == IndicatorKind.Domain ? indicator.Value : null,
        Flows = [.. sighting.Flows],
        Evidence = [new("meetings", sighting.Count, "meetings"), new("indicator_confidence", score.Confidence, "percent"), new("duration", Math.Round((sighting.Last - sighting.First).TotalSeconds, 3), "s")],
        Steps = [.. sighting.Signs],
        Techniques = sighting.Strongest == Contact.Asked ? Names : sighting.PeerFlow?.ResponderPort is 80 or 443 ? Web : sighting.PeerFlow?.ResponderPort == DnsPort ? Names : Any,
        Count = sighting.Told.Times,
    };

    private static string What(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Address => "address",
        IndicatorKind.Network => "network",
        IndicatorKind.Domain => "domain",
        IndicatorKind.Url => "URL",
        IndicatorKind.Ja3 => "JA3",
        IndicatorKind.Ja4 => "JA4",
        _ => "certificate",
    };
}
