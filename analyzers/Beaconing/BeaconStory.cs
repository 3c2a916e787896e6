using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class BeaconStory
{
    /// <summary>ATT&amp;CK techniques that findings may name.</summary>
    public static readonly string[] AllTechniques = ["T1071", "T1071.001", "T1071.002", "T1071.004", "T1036"];

    public static Detection Tell(Verdict verdict, Timestamp now)
    {
        var (channel, contact) = (verdict.Channel, verdict.Around.Contact);
        return new Detection
        {
            Id = channel.StoryId!,
            Detector = "beaconing",
            Time = now,
            FirstSeen = channel.First,
            LastSeen = channel.CheckIns[^1].Start,
            Title = Title(verdict),
            Reason = Reason(verdict),
            Severity = verdict.Risk.Severity,
            Confidence = verdict.Risk.Confidence,
            Risk = verdict.Risk.Risk,
            RiskParts = verdict.Risk.Parts,
            Source = channel.Source,
            Destination = contact.Flow.Responder,
            DestinationPort = contact.Flow.ResponderPort,
            DestinationName = channel.Key.Kind == ChannelKind.Pipe || (channel.Key.Kind == ChannelKind.Certificate && !IsHostName(contact.Name)) ? null : contact.Name,
            Flows = [.. channel.Flows],
            Evidence = [.. Numbers(verdict), .. Rita(channel, now)],
            Techniques = AttackCatalog.Find(Techniques(verdict)),
            Count = channel.Told.Times,
        };
    }

    /// <summary>Whether the subject of a certificate is the name of a host.</summary>
    private static bool IsHostName(string? subject) => Uri.CheckHostName(subject) == UriHostNameType.Dns && subject!.Contains('.');

    private static string Title(Verdict verdict)
    {
        var every = Span(verdict.Score.Now.Period);
        return verdict.Channel.Key.Kind == ChannelKind.Inside
            ? $"{verdict.Channel.Source} speaks every {every} inside its connection to {verdict.Channel.Where}"
            : verdict.Channel.Key.Kind == ChannelKind.Lookups
            ? $"{verdict.Channel.Source} asks for {verdict.Channel.Where} every {every} and connects to none"
            : $"{verdict.Channel.Source} contacts {verdict.Channel.Where} every {every}";
    }

    private static string Reason(Verdict verdict)
    {
        var (channel, score, sizes, around) = (verdict.Channel, verdict.Score, verdict.Sizes, verdict.Around);
        var change = score.Changes > 0 ? $" (before, every {Span(score.PreviousPeriod)})" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{score.CheckIns} check-ins ({channel.Total} contacts since {Moment(channel.First)}), every {Span(score.Now.Period)}{change}, {Form(score.Sleep)}: a source without rhythm looks so regular in {Chance(score)} of cases; "
            + $"{100 * score.MissedShare:0.#} % missed, {sizes.MedianOut:0} bytes sent and {sizes.MedianIn:0} received each time; {around.Visitors} of {around.Hosts} hosts go there; "
            + $"the next is due at {Moment(Next(channel, score))}.");
    }

    private static string Form(SleepFit sleep) => sleep.Form switch
    {
        JitterForm.Exact => "hardly varied",
        JitterForm.Shortens => string.Create(CultureInfo.InvariantCulture, $"a sleep of {Span(sleep.Sleep)} shortened by up to {100 * sleep.Jitter:0} %"),
        JitterForm.Symmetric => string.Create(CultureInfo.InvariantCulture, $"a sleep of {Span(sleep.Sleep)} varied by {100 * sleep.Jitter:0} % both ways"),
        JitterForm.Lengthens => string.Create(CultureInfo.InvariantCulture, $"a sleep of {Span(sleep.Sleep)} lengthened by up to {100 * sleep.Jitter:0} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"varied by {100 * sleep.Jitter:0} % both ways"),
    };

    private static List<Evidence> Numbers(Verdict verdict)
    {
        var (channel, score, sizes, around) = (verdict.Channel, verdict.Score, verdict.Sizes, verdict.Around);
        return
        [
            new("check_ins", score.CheckIns, "check-ins"),
            new("contacts", channel.Total, "connections"),
            new("period", Round(score.Now.Period), "s"),
            new("sleep", Round(score.Sleep.Sleep), "s"),
            new("jitter", Round(score.Sleep.Jitter), "ratio"),
            new("jitter_form_" + score.Sleep.Form.ToString().ToLowerInvariant(), 1, "flag"),
            new("interval_variation", Round(score.Now.Variation), "ratio"),
            new("interval_width", Round(score.Now.Width), "ratio"),
            new("p_value", score.PValue, "p"),
            new("missed", Round(score.MissedShare), "ratio"),
            new("pauses", score.Pauses, "intervals"),
            new("sleep_changes", score.Changes, "times"),
            new("previous_period", Round(score.PreviousPeriod), "s"),
            new("bytes_out_median", sizes.MedianOut, "bytes"),
            new("bytes_out_spread", Round(sizes.SpreadOut), "ratio"),
            new("bytes_in_median", sizes.MedianIn, "bytes"),
            new("bytes_in_spread", Round(sizes.SpreadIn), "ratio"),
            new("tasks", sizes.Tasks, "replies"),
            new("next_expected", Math.Round(Next(channel, score).Seconds, 3), "epoch s"),
            new("hosts_visiting", around.Visitors, "hosts"),
            new("hosts_seen", around.Hosts, "hosts"),
        ];
    }

    private static IEnumerable<Evidence> Rita(Candidate channel, Timestamp now)
    {
        if (channel.Rita(now) is not { } rita) yield break;
        yield return new Evidence("rita_score", rita.Score, "score");
        yield return new Evidence("rita_timestamp_score", rita.Timestamps, "score");
        yield return new Evidence("rita_size_score", rita.Sizes, "score");
        yield return new Evidence("rita_histogram_score", rita.Histogram, "score");
        yield return new Evidence("rita_duration_score", Math.Round(rita.Duration, 3), "score");
    }

    private static string[] Techniques(Verdict verdict)
    {
        var contact = verdict.Around.Contact;
        var web = contact.Flow.ResponderPort is 80 or 443 or 8080 or 8443 || contact.Service is "http" or "ssl" or "quic" or "ssl,http";
        var technique = verdict.Channel.Key.Kind == ChannelKind.Lookups ? "T1071.004" : verdict.Channel.Key.Kind == ChannelKind.Pipe || contact.Flow.ResponderPort == 445 ? "T1071.002" : web ? "T1071.001" : "T1071";
        return verdict.Around.Contradiction is null ? [technique] : [technique, "T1036"];
    }

    private static Timestamp Next(Candidate channel, in BeaconScore score) => channel.CheckIns[^1].Start + TimeSpan.FromSeconds(score.Now.Period);

    private static double Round(double value) => Math.Round(value, 6);

    private static string Moment(Timestamp time) => time.ToString()[..19] + "Z";

    private static string Span(double seconds) => seconds switch
    {
        < 120 => seconds.ToString("0.#", CultureInfo.InvariantCulture) + " s",
        < 7200 => (seconds / 60).ToString("0.#", CultureInfo.InvariantCulture) + " min",
        _ => (seconds / 3600).ToString("0.#", CultureInfo.InvariantCulture) + " h",
    };

    private static string Chance(in BeaconScore score) =>
        score.PValue <= 1e-12 ? "fewer than one in 10^12" : "one in " + (1 / score.PValue).ToString("0.#e+0", CultureInfo.InvariantCulture);
}
