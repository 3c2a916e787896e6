using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class CountryTelling
{
    private const long MuchBytes = 100_000_000; // what leaves in such volume is named as exfiltration, too

    /// <summary>How bad a risk is.</summary>
    public static Severity SeverityOf(int risk) => risk >= 70 ? Severity.High : risk >= 50 ? Severity.Medium : Severity.Low;

    public static Detection Of(CountryStory story, RiskTally parts, Timestamp now)
    {
        var (address, main) = story.Main;
        var risk = parts.Sum;
        return new Detection
        {
            Id = StableId.Of(UnusualCountryDetector.Name, story.Host.ToString(), story.Country),
            Detector = UnusualCountryDetector.Name,
            Time = now,
            FirstSeen = story.First,
            LastSeen = story.Last,
            Title = Title(story),
            Reason = Reason(story, parts),
            Severity = SeverityOf(risk),
            Confidence = (int)Math.Round(50 + 45 * Novelty.Strength(story.Novelty.HostChance)),
            Risk = risk,
            RiskParts = parts.Parts,
            Source = story.Host,
            Destination = address,
            DestinationPort = story.Port,
            DestinationName = main.Name,
            DestinationCountry = story.Country,
            DestinationAsn = main.System,
            Flows = [.. story.Flows],
            Steps = [.. Destinations(story)],
            Evidence = Numbers(story),
            Techniques = AttackCatalog.Find(Techniques(story)),
            Count = story.Telling.Times,
        };
    }

    private static string Title(CountryStory story)
    {
        var who = story.Novelty.Role == HostRole.Unknown ? $"{story.Host}" : $"{story.Host} ({Words.Of(story.Novelty.Role)})";
        return story.Opened > 0 ? $"{who} contacts {story.Country}, which is new for it" : $"{who} is visited from {story.Country}, which is new for it";
    }

    private static string Reason(CountryStory story, RiskTally parts) =>
        $"{story.Connections} connections with {story.Country} since {story.First.ToString()[..19]}Z, {SizeText.Of(story.BytesOut)} out, {SizeText.Of(story.BytesIn)} in: "
        + string.Join("; ", parts.Parts.Where(part => part.Points > 0).Select(part => part.Why)) + ".";

    private static IEnumerable<string> Destinations(CountryStory story)
    {
        foreach (var (address, there) in story.Destinations.OrderByDescending(pair => pair.Value.BytesOut).ThenBy(pair => pair.Key))
            yield return $"{address}{(there.Name is null ? "" : $" ({there.Name})")} port {there.Port}: {SizeText.Of(there.BytesOut)} out, {SizeText.Of(there.BytesIn)} in";
        if (story.MoreDestinations > 0) yield return $"{story.MoreDestinations} more connections to further addresses";
    }

    private static List<Evidence> Numbers(CountryStory story) =>
    [
        new("connections", story.Connections, "connections"),
        new("opened", story.Opened, "connections"),
        new("bytes_out", story.BytesOut, "bytes"),
        new("bytes_in", story.BytesIn, "bytes"),
        new("destinations", story.Destinations.Count, "addresses"),
        new("host_chance", Math.Round(story.Novelty.HostChance, 6), "p"),
        new("host_observations", Math.Round(story.Novelty.HostObservations, 3), "observations"),
        new("network_chance", Math.Round(story.Novelty.NetworkChance, 6), "p"),
        new("hosts_visiting", story.Novelty.HostsBefore, "hosts"),
        new("hosts_seen", story.Novelty.Hosts, "hosts"),
    ];

    private static string[] Techniques(CountryStory story)
    {
        if (story.Opened == 0) return ["T1133"];
        return story.BytesOut >= MuchBytes ? ["T1071", "T1041"] : ["T1071"];
    }
}
