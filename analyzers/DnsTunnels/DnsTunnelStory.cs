using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class DnsTunnelStory
{
    private static readonly TimeSpan ShortestRate = TimeSpan.FromMinutes(1); // a few seconds make no rate per hour

    public static IReadOnlyList<Technique> Techniques { get; } = AttackCatalog.Find("T1071.004", "T1572");

    public static Detection Tell(ZoneTraffic traffic, DnsTunnelScore score, Timestamp now)
    {
        var flows = traffic.Flows;
        var server = flows[^1];
        return new Detection
        {
            Id = StableId.Of("dns-tunnel", traffic.Client.ToString(), traffic.Zone),
            Detector = "dns-tunnel",
            Time = now,
            FirstSeen = traffic.First,
            LastSeen = traffic.Last,
            Title = $"{traffic.Client} carries data in DNS questions below {traffic.Zone}",
            Reason = Reason(traffic),
            Severity = score.Severity,
            Confidence = score.Confidence,
            Risk = score.Risk.Sum,
            RiskParts = score.Risk.Parts,
            Source = traffic.Client,
            Destination = server.Responder,
            DestinationPort = server.ResponderPort,
            DestinationName = traffic.Zone,
            Flows = flows,
            Evidence = Numbers(traffic),
            Techniques = Techniques,
            Count = traffic.Told.Times,
        };
    }

    private static string Reason(ZoneTraffic traffic) => string.Create(CultureInfo.InvariantCulture,
        $"{traffic.Questions} questions for {traffic.Names} different names below {traffic.Zone}, {100.0 * traffic.FreshQuestions / traffic.Questions:0} % never asked before, "
        + $"{MeanLength(traffic):0} bytes each with {traffic.Entropy:0.0} bits per letter; {100.0 * traffic.OddTypes / traffic.Questions:0} % ask for "
        + $"TXT, NULL, KEY, CNAME or MX; {traffic.BytesUp} bytes went up and {traffic.BytesDown} came down since {traffic.First.ToString()[..19]}Z, "
        + $"{100.0 * traffic.ShortLived / Math.Max(1, traffic.Answered):0} % of the answers live for a minute at most.");

    private static double MeanLength(ZoneTraffic traffic) => traffic.BytesUp / Math.Max(1.0, traffic.FreshQuestions);

    private static double PerHour(long bytes, ZoneTraffic traffic)
    {
        var lasted = traffic.Last - traffic.First;
        return Math.Round(bytes / (lasted > ShortestRate ? lasted : ShortestRate).TotalHours);
    }

    private static List<Evidence> Numbers(ZoneTraffic traffic) =>
    [
        new("questions", traffic.Questions, "questions"),
        new("names", traffic.Names, "names"),
        new("fresh_share", Math.Round(traffic.FreshQuestions / (double)traffic.Questions, 6), "ratio"),
        new("name_bytes_mean", Math.Round(MeanLength(traffic), 3), "bytes"),
        new("name_bytes_longest", traffic.LongestName, "bytes"),
        new("entropy", Math.Round(traffic.Entropy, 3), "bits"),
        new("odd_type_share", Math.Round(traffic.OddTypes / (double)traffic.Questions, 6), "ratio"),
        new("refused_share", Math.Round(traffic.Refused / (double)traffic.Questions, 6), "ratio"),
        new("short_lived_share", Math.Round(traffic.ShortLived / Math.Max(1.0, traffic.Answered), 6), "ratio"),
        new("text_questions", traffic.CarrierQuestions, "questions"),
        new("text_bytes_down", traffic.CarrierBytes, "bytes"),
        new("bytes_up", traffic.BytesUp, "bytes"),
        new("bytes_down", traffic.BytesDown, "bytes"),
        new("bytes_up_per_hour", PerHour(traffic.BytesUp, traffic), "bytes/h"),
        new("bytes_down_per_hour", PerHour(traffic.BytesDown, traffic), "bytes/h"),
        new("duration", Math.Round((traffic.Last - traffic.First).TotalSeconds, 3), "s"),
    ];
}
