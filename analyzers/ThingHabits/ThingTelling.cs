using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>Puts what a thing did into words and numbers.</summary>
internal static class ThingTelling
{
    private const int StepsTold = 12;
    private const int SureOfOne = 60, SureOfMore = 15, MostConfidence = 90; // one new habit may be somebody's wish, several at once hardly are
    private const int HostsOfScan = 3;
    private const long MuchBytes = 1_000_000;

    /// <summary>The finding.</summary>
    public static Detection Of(Thing thing, ThingStory story, RiskTally parts, Timestamp now)
    {
        var main = story.Deviations.MaxBy(deviation => ThingScore.Of(deviation, thing.Device?.Kind, thing.Device?.Vendor)); // nothing new but the volume: none
        var risk = parts.Sum;
        return new Detection
        {
            Id = StableId.Of(ThingHabitDetector.Name, thing.Id, story.First.Nanoseconds.ToString(CultureInfo.InvariantCulture)),
            Detector = ThingHabitDetector.Name, Time = now, FirstSeen = story.First, LastSeen = story.Last,
            Title = $"{thing.Words(story.Address)} does what it never did: {string.Join(", ", Does(story))}",
            Reason = $"In {Known(thing, now)} it kept to its habits; now {string.Join("; ", parts.Parts.Where(part => part.Points > 0).OrderByDescending(part => part.Points).Select(part => part.Why))}.",
            Severity = SeverityOf(risk), Confidence = Math.Min(MostConfidence, SureOfOne + SureOfMore * (story.Chapters - 1)), Risk = risk, RiskParts = parts.Parts, Source = story.Address,
            Destination = main?.Peer, DestinationPort = main?.Port, DestinationName = main?.Name, DestinationCountry = main?.Country,
            Flows = [.. story.Flows], Steps = [.. story.Deviations.Take(StepsTold).Select(Line)], Evidence = Numbers(thing, story, now),
            Techniques = AttackCatalog.Find([.. Techniques(story).Distinct()]), Count = story.Telling.Times,
        };
    }

    /// <summary>How bad a risk is.</summary>
    public static Severity SeverityOf(int risk) => risk >= 70 ? Severity.High : risk >= 50 ? Severity.Medium : Severity.Low;

    private static IEnumerable<string> Does(ThingStory story)
    {
        var inside = story.Deviations.Where(deviation => deviation.Kind == DeviationKind.Inside).ToArray();
        if (inside.FirstOrDefault(deviation => deviation.IsRemoteControl) is { } control) yield return $"{control.Service} inside";
        else if (inside.Length > 0) yield return "goes elsewhere inside";
        if (story.Deviations.FirstOrDefault(deviation => deviation.Kind == DeviationKind.Outside) is { } outside)
            yield return $"goes to {outside.Name ?? outside.Peer.ToString()}{(outside.Country is { } country ? $" ({country})" : "")}";
        if (story.Deviations.Any(deviation => deviation.Kind == DeviationKind.Visited)) yield return "is visited from outside";
        if (story.Deviations.FirstOrDefault(deviation => deviation.Kind == DeviationKind.Offers) is { } offered) yield return $"answers at {offered.Service}";
        if (story.Volume.Hour > 0) yield return $"sends {SizeText.Of(story.Volume.Hour)} in an hour";
    }

    private static string Known(Thing thing, Timestamp now) => string.Create(CultureInfo.InvariantCulture, $"{(now - (thing.Since ?? now)).TotalDays:0.#} days");

    private static string Line(Deviation deviation)
    {
        var doing = deviation.Kind switch
        {
            DeviationKind.Visited => $"visited by {deviation.Peer} at {deviation.Service}",
            DeviationKind.Offers => $"answers {deviation.Peer} at {deviation.Service}",
            _ => $"goes to {deviation.Peer}{(deviation.Name is null ? "" : $" ({deviation.Name})")}{(deviation.Country is null ? "" : $" in {deviation.Country}")} {deviation.Service}",
        };
        var outcome = deviation.IsAnswered ? $"{SizeText.Of(deviation.BytesOut)} out, {SizeText.Of(deviation.BytesIn)} in" : "no answer";
        return $"{deviation.First.ToString()[..19]}Z {doing}, {deviation.Flows} times, {outcome}";
    }

    private static Evidence[] Numbers(Thing thing, ThingStory story, Timestamp now) =>
    [
        new("known_for", Math.Round((now - (thing.Since ?? now)).TotalSeconds), "s"),
        new("observations", Math.Round(thing.Habits.Awake.Weight, 1), "intervals"),
        new("new_hosts_inside", story.NewHosts, "hosts"),
        new("new_destinations", story.Deviations.Count(deviation => deviation.Kind == DeviationKind.Outside), "destinations"),
        new("bytes_out", story.Deviations.Where(deviation => deviation.Kind == DeviationKind.Outside).Sum(deviation => deviation.BytesOut), "bytes"),
    ];

    private static IEnumerable<string> Techniques(ThingStory story)
    {
        foreach (var deviation in story.Deviations)
        {
            switch (deviation)
            {
                case { Kind: DeviationKind.Inside, IsRemoteControl: true }: yield return TechniqueOf(deviation.Port); break;
                case { Kind: DeviationKind.Visited or DeviationKind.Offers }: yield return "T1133"; break;
                case { Kind: DeviationKind.Outside, BytesOut: >= MuchBytes }: yield return "T1048"; break;
                case { Kind: DeviationKind.Outside }: yield return ContactPorts.IsUsual(deviation.Port) ? "T1071" : "T1571"; break;
            }
        }
        if (story.Volume.Hour > 0) yield return "T1048";
        if (story.NewHosts >= HostsOfScan || (story.Volume.Hour == 0 && story.Deviations.All(deviation => deviation is { Kind: DeviationKind.Inside, IsRemoteControl: false }))) yield return "T1046";
    }

    private static string TechniqueOf(ushort port) => port switch
    {
        139 or 445 => "T1021.002",
        3389 => "T1021.001",
        135 => "T1021.003",
        5985 or 5986 => "T1021.006",
        _ => "T1021.004",
    };
}
