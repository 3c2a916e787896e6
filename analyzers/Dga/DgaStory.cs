using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Dga;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class DgaStory
{
    public static IReadOnlyList<Technique> Techniques { get; } = AttackCatalog.Find("T1568.002");

    public static Detection Tell(NameBurst burst, DgaScore score, Timestamp now)
    {
        var resolved = burst.Resolved.Count > 0 ? burst.Resolved[^1] : ((string Name, IpAddr Address)?)null;
        return new Detection
        {
            Id = StableId.Of("dga", burst.Client.ToString()),
            Detector = "dga",
            Time = now,
            FirstSeen = burst.First,
            LastSeen = burst.Last,
            Title = $"{burst.Client} asks for generated names that do not exist",
            Reason = Reason(burst),
            Severity = score.Severity,
            Confidence = score.Confidence,
            Risk = score.Risk.Sum,
            RiskParts = score.Risk.Parts,
            Source = burst.Client,
            Destination = resolved?.Address ?? burst.Flows[^1].Responder,
            DestinationPort = resolved is null ? burst.Flows[^1].ResponderPort : null,
            DestinationName = resolved?.Name,
            Flows = [.. burst.Flows],
            Evidence = Numbers(burst),
            Steps = [.. burst.Examples.Select(name => $"asked for {name}: no such name"), .. burst.Resolved.Select(found => $"asked for {found.Name}: {found.Address}")],
            Techniques = Techniques,
            Count = burst.Told.Times,
        };
    }

    private static string Reason(NameBurst burst)
    {
        var look = string.Create(CultureInfo.InvariantCulture,
            $"{burst.Domains} different domains that do not exist since {burst.First.ToString()[..19]}Z, such as {string.Join(", ", burst.Examples.Take(3))}: {burst.MeanSurprise:0.0} bits of surprise a letter "
            + $"(names that people choose have about 4), {burst.MeanLength:0.#} letters each, {100 * burst.TopShare:0} % below one top; {100 * burst.MissingShare:0} % of the names asked for do not exist");
        return burst.Resolved.Count == 0 ? look + "." : $"{look}, {burst.Resolved.Count} of the same look do.";
    }

    private static List<Evidence> Numbers(NameBurst burst) =>
    [
        new("domains_missing", burst.Domains, "names"),
        new("surprise_mean", Math.Round(burst.MeanSurprise, 3), "bits"),
        new("length_mean", Math.Round(burst.MeanLength, 3), "letters"),
        new("length_spread", Math.Round(burst.LengthSpread, 3), "letters"),
        new("top_share", Math.Round(burst.TopShare, 6), "ratio"),
        new("missing_share", Math.Round(burst.MissingShare, 6), "ratio"),
        new("names_found", burst.Resolved.Count, "names"),
        new("duration", Math.Round((burst.Last - burst.First).TotalSeconds, 3), "s"),
    ];
}
