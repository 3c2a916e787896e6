using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.OddServices;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class OddServiceStory
{
    private static readonly IReadOnlyList<Technique> Port = AttackCatalog.Find("T1571"), Certificate = AttackCatalog.Find("T1573", "T1587.003");

    public static IReadOnlyList<Technique> Techniques { get; } = [.. Port, .. Certificate];

    public static Detection Tell(ServicePair pair, OddServiceScore score, Timestamp now) => new()
    {
        Id = StableId.Of("odd-service", pair.Source.ToString(), pair.Destination.ToString(), pair.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Detector = "odd-service",
        Time = now,
        FirstSeen = pair.First,
        LastSeen = pair.Last,
        Title = $"{pair.Source} speaks {pair.Stranger ?? "TLS"} with an odd server, {pair.Destination}:{pair.Port}",
        Reason = $"{string.Join("; ", score.Risk.Parts.Select(part => part.Why))}{(pair.Subject is { } subject ? $" (its subject: '{subject}')" : "")}; {pair.Connections} connections since {pair.First.ToString()[..19]}Z.",
        Severity = score.Severity,
        Confidence = score.Confidence,
        Risk = score.Risk.Sum,
        RiskParts = score.Risk.Parts,
        Source = pair.Source,
        Destination = pair.Destination,
        DestinationPort = pair.Port,
        DestinationName = pair.ServerName,
        Flows = [.. pair.Flows],
        Evidence = [new("connections", pair.Connections, "connections"), new("oddities", score.Risk.Parts.Count, "oddities")],
        Techniques = [.. pair.Stranger is null ? [] : Port, .. pair.Oddities == CertificateOddity.None ? [] : Certificate],
        Count = pair.Told.Times,
    };
}
