using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>Judges the numbers of one client below one domain; pure.</summary>
/// <param name="Risk">What the risk is made of.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct DnsTunnelScore(RiskTally Risk, int Confidence, Severity Severity)
{
    private const double CertainNames = 500;     // different names from which their number cannot convince any further
    private const double CertainBytes = 20_000;  // carried bytes, likewise
    private const double CertainLength = 100;    // mean bytes of a name below its domain, likewise
    private const double CertainAnswers = 5_000; // bytes of answers that hold whatever their owner likes, likewise
    private const int MediumFrom = 35, HighFrom = 60;

    /// <summary>The verdict; null when this is no tunnel.</summary>
    public static DnsTunnelScore? Of(ZoneTraffic traffic, DnsTunnelOptions options)
    {
        if (traffic.AddressNames > options.LookUpShare * traffic.Questions) return null; // a block list
        return OfNames(traffic, options) ?? OfAnswers(traffic, options);
    }

    /// <summary>Data in the names: many, nearly all new, and long or oddly typed.</summary>
    private static DnsTunnelScore? OfNames(ZoneTraffic traffic, DnsTunnelOptions options)
    {
        if (traffic.Names < options.MinimumNames || traffic.BytesUp < options.MinimumBytes) return null;
        var fresh = traffic.FreshQuestions / (double)traffic.Questions;
        var length = traffic.BytesUp / (double)traffic.FreshQuestions;
        var odd = traffic.OddTypes / (double)traffic.Questions;
        if (fresh < options.MinimumFreshShare || (length < options.LongName && odd < options.OddTypeShare)) return null;
        var risk = new RiskTally()
            .Add("names", 30 * Math.Min(1, traffic.Names / CertainNames), "different names below one domain")
            .Add("bytes up", 25 * Math.Min(1, traffic.BytesUp / CertainBytes), "bytes that the names carry")
            .Add("length", 20 * Math.Min(1, length / CertainLength), "long names")
            .Add("record types", 15 * Math.Min(1, odd), "types that carry much and that nobody's browser asks for")
            .Add("never asked before", 10 * fresh, "a service's names repeat");
        return Verdict(risk, 100 * fresh * Math.Min(1, traffic.Names / (3.0 * options.MinimumNames)));
    }

    /// <summary>Data in the answers: a client that fetches texts which nobody may remember.</summary>
    private static DnsTunnelScore? OfAnswers(ZoneTraffic traffic, DnsTunnelOptions options)
    {
        if (traffic.CarrierQuestions < options.MinimumCarriers || traffic.CarrierBytes < options.MinimumBytes || traffic.Answered == 0) return null;
        var (carriers, shortLived) = (traffic.CarrierQuestions / (double)traffic.Questions, traffic.ShortLived / (double)traffic.Answered);
        if (carriers < options.CarrierShare || shortLived < options.ShortLivedShare) return null;
        var risk = new RiskTally()
            .Add("bytes down", 30 * Math.Min(1, traffic.CarrierBytes / CertainAnswers), "bytes in answers that hold whatever their owner likes")
            .Add("record types", 20 * carriers, "types that nobody's browser asks for")
            .Add("short-lived answers", 15 * shortLived, "nobody may remember them, as nothing else wants");
        return Verdict(risk, 80 * Math.Min(1, 0.5 + traffic.CarrierQuestions / (8.0 * options.MinimumCarriers)));
    }

    private static DnsTunnelScore Verdict(RiskTally risk, double confidence) => new(risk, (int)Math.Round(confidence),
        risk.Sum >= HighFrom ? Severity.High : risk.Sum >= MediumFrom ? Severity.Medium : Severity.Low);
}
