using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class BeaconStory
{
    public static Detection Tell(BeaconChannel channel, BeaconScore score, BeaconRisk risk, (int Visitors, int Hosts) prevalence, Timestamp now)
    {
        var (first, last) = (channel.CheckIns[0], channel.CheckIns[^1]);
        var where = $"{channel.Key.Destination}:{channel.Key.Port}";
        return new Detection
        {
            Id = StableId.Of("beaconing", channel.Key.Source.ToString(), where, channel.Key.Transport.ToString()),
            Detector = "beaconing",
            Time = now,
            FirstSeen = first.Start,
            LastSeen = last.Start,
            Title = $"{channel.Key.Source} contacts {where} every {Span(score.Period)}",
            Reason = Reason(channel, score, prevalence),
            Severity = risk.Severity,
            Confidence = risk.Confidence,
            Risk = risk.Risk,
            Source = channel.Key.Source,
            Destination = last.Flow!.Responder,
            DestinationPort = channel.Key.Port,
            DestinationName = channel.Key.Destination.Name,
            Flows = [.. channel.CheckIns.TakeLast(BeaconChannel.FlowsKept).Select(checkIn => checkIn.Flow!)],
            Evidence = [.. Numbers(channel, score, prevalence), .. Rita(channel, now)],
            Techniques = AttackCatalog.Find(Techniques(channel.Key)),
            Count = channel.Told,
        };
    }

    private static string Reason(BeaconChannel channel, BeaconScore score, (int Visitors, int Hosts) prevalence) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{channel.Total} check-ins since {channel.CheckIns[0].Start.ToString()[..19]}Z, half of the intervals within {100 * score.Width:0.#} % of their median; "
            + $"a source without rhythm looks so regular in {Chance(score.PValue)} of cases; jitter {100 * score.Jitter:0.#} %, "
            + $"{100 * score.MissedShare:0.#} % missed, {score.MedianBytesOut:0} bytes sent each time; {prevalence.Visitors} of {prevalence.Hosts} hosts go there.");

    private static List<Evidence> Numbers(BeaconChannel channel, BeaconScore score, (int Visitors, int Hosts) prevalence) =>
    [
        new("check_ins", channel.Total, "connections"),
        new("period", Math.Round(score.Period, 6), "s"),
        new("interval_width", Math.Round(score.Width, 6), "ratio"),
        new("p_value", score.PValue, "p"),
        new("jitter", Math.Round(score.Jitter, 6), "ratio"),
        new("missed", Math.Round(score.MissedShare, 6), "ratio"),
        new("bytes_out_median", score.MedianBytesOut, "bytes"),
        new("bytes_out_spread", Math.Round(score.SizeSpread, 6), "ratio"),
        new("next_expected", Math.Round(channel.CheckIns[^1].Start.Seconds + score.Period, 3), "epoch s"),
        new("hosts_visiting", prevalence.Visitors, "hosts"),
        new("hosts_seen", prevalence.Hosts, "hosts"),
    ];

    private static IEnumerable<Evidence> Rita(BeaconChannel channel, Timestamp now)
    {
        if (channel.Rita(now) is not { } rita) yield break;
        yield return new Evidence("rita_score", rita.Score, "score");
        yield return new Evidence("rita_timestamp_score", rita.Timestamps, "score");
        yield return new Evidence("rita_size_score", rita.Sizes, "score");
        yield return new Evidence("rita_histogram_score", rita.Histogram, "score");
        yield return new Evidence("rita_duration_score", Math.Round(rita.Duration, 3), "score");
    }

    private static string[] Techniques(ChannelKey key) => key.Port is 80 or 443 or 8080 or 8443 ? ["T1071.001"] : ["T1071"];

    private static string Span(double seconds) => seconds switch
    {
        < 120 => seconds.ToString("0.#", CultureInfo.InvariantCulture) + " s",
        < 7200 => (seconds / 60).ToString("0.#", CultureInfo.InvariantCulture) + " min",
        _ => (seconds / 3600).ToString("0.#", CultureInfo.InvariantCulture) + " h",
    };

    private static string Chance(double p) => p <= 1e-12 ? "fewer than one in 10^12" : "one in " + (1 / p).ToString("0.#e+0", CultureInfo.InvariantCulture);
}
