using System.Globalization;
using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>How much a thing's leaving of its habits weighs; pure. Of each part the worst place counts, so that many harmless ones do not add up.</summary>
internal static class ThingScore
{
    private const double SmallUpload = 100_000, PointsPerTenfold = 6, MostForUpload = 20;
    private const double PointsPerHost = 5, MostForHosts = 30;

    /// <summary>The parts of the risk.</summary>
    /// <param name="story">What it did.</param>
    /// <param name="kind">What it is ("printer").</param>
    /// <param name="vendor">Who made it.</param>
    public static RiskTally Of(ThingStory story, string? kind, string? vendor)
    {
        var worst = new Dictionary<string, (double Points, string Why)>(StringComparer.Ordinal);
        foreach (var deviation in story.Deviations)
            foreach (var (name, points, why) in PartsOf(deviation, kind, vendor))
                if (!worst.TryGetValue(name, out var known) || points > known.Points) worst[name] = (points, why);
        var parts = new RiskTally();
        foreach (var (name, part) in worst) parts.Add(name, part.Points, part.Why);
        if (story.NewHosts > 1) parts.Add("hosts", Math.Min(MostForHosts, PointsPerHost * (story.NewHosts - 1)), $"{story.NewHosts} hosts inside to which it never went");
        if (story.Volume.Hour > 0) parts.Add("volume", 15, $"{SizeText.Of(story.Volume.Hour)} went out within an hour, and never more than {SizeText.Of(story.Volume.Largest)} before");
        return parts;
    }

    /// <summary>The risk of one deviation by itself.</summary>
    public static double Of(Deviation deviation, string? kind, string? vendor) => PartsOf(deviation, kind, vendor).Sum(part => part.Points);

    private static IEnumerable<(string Name, double Points, string Why)> PartsOf(Deviation deviation, string? kind, string? vendor) => deviation.Kind switch
    {
        DeviationKind.Inside => Inside(deviation, kind),
        DeviationKind.Outside => Outside(deviation, vendor),
        DeviationKind.Visited => [("visited", 25 * deviation.CountryNovelty, $"{deviation.Peer} came from outside to {deviation.Service}, which nobody did before"),
            ("remote control from outside", deviation.IsRemoteControl ? 15 * deviation.CountryNovelty : 0, $"{deviation.Service} gives control of it")],
        _ => [("offers", (deviation.IsRemoteControl ? 15 : 6) * deviation.ServiceNovelty, $"it answers at {deviation.Service}, at which it never did")],
    };

    private static IEnumerable<(string, double, string)> Inside(Deviation deviation, string? kind)
    {
        if (deviation.IsRemoteControl)
        {
            var expected = KindHabits.GoesTo(kind, deviation.Port) ? 0.3 : 1; // a printer that files what it scanned
            var answer = deviation.IsAnswered ? "" : ", which nobody answered";
            yield return ("remote control inside", (deviation.IsAnswered ? 50 : 25) * expected * deviation.ServiceNovelty, $"it never went to {deviation.Service} inside, which gives control of other machines{answer}");
            yield return ("remote control inside", 20 * expected * deviation.PeerNovelty, $"it never went to {deviation.Service} of {deviation.Peer}, which gives control of it");
            yield break;
        }
        yield return ("service inside", 12 * deviation.ServiceNovelty, $"it never went to {deviation.Service} inside");
        yield return ("host inside", 8 * deviation.PeerNovelty, $"it never went to {deviation.Peer}");
    }

    private static IEnumerable<(string, double, string)> Outside(Deviation deviation, string? vendor)
    {
        var isTrusted = deviation.Owner is { IsEverywhere: true } || KindHabits.IsMakers(vendor, deviation.Name);
        var who = deviation.Name ?? deviation.Peer.ToString();
        yield return ("destination", (isTrusted ? 4 : deviation.Name is null ? 20 : 12) * deviation.PeerNovelty,
            isTrusted ? $"{who} is new, and {deviation.Owner?.Name ?? vendor}'s" : deviation.Name is null ? $"{who} is new, and nobody had asked for its name" : $"{who} is new");
        if (!isTrusted && deviation.IsFirstOutside) yield return ("outside", 15 * deviation.PeerNovelty, "it never went outside");
        if (!isTrusted) yield return ("country", 15 * deviation.CountryNovelty * Math.Min(1, deviation.PeerNovelty), $"it never went to {deviation.Country}");
        if (deviation.IsRemoteControl) yield return ("remote control outside", 30 * deviation.ServiceNovelty, $"it never went to {deviation.Service} outside, which gives control of other machines");
        else if (!ContactPorts.IsUsual(deviation.Port)) yield return ("port", 15 * deviation.ServiceNovelty, $"it never went to {deviation.Service} outside");
        if (deviation.PeerNovelty > 0)
            yield return ("upload", Math.Clamp(PointsPerTenfold * Math.Log10(Math.Max(1, deviation.BytesOut) / SmallUpload), 0, MostForUpload),
                string.Create(CultureInfo.InvariantCulture, $"{SizeText.Of(deviation.BytesOut)} went to {who}"));
    }
}
