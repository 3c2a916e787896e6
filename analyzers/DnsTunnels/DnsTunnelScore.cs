using NetSensor.Events;

namespace NetSensor.Analyzers.DnsTunnels;

/// <summary>Judges the numbers of one client below one domain; pure.</summary>
/// <param name="Risk">0 to 100.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct DnsTunnelScore(int Risk, int Confidence, Severity Severity)
{
    private const double CertainNames = 500;     // different names from which their number cannot convince any further
    private const double CertainBytes = 20_000;  // carried bytes, likewise
    private const double CertainLength = 100;    // mean bytes of a name below its domain, likewise

    /// <summary>The verdict; null when this is no tunnel.</summary>
    public static DnsTunnelScore? Of(ZoneTraffic traffic, DnsTunnelOptions options)
    {
        if (traffic.Names < options.MinimumNames || traffic.BytesUp < options.MinimumBytes) return null;
        var fresh = traffic.FreshQuestions / (double)traffic.Questions;
        var length = traffic.BytesUp / (double)traffic.FreshQuestions;
        var odd = traffic.OddTypes / (double)traffic.Questions;
        if (fresh < options.MinimumFreshShare || (length < options.LongName && odd < options.OddTypeShare)) return null;
        var risk = 30 * Math.Min(1, traffic.Names / CertainNames) + 25 * Math.Min(1, traffic.BytesUp / CertainBytes)
            + 20 * Math.Min(1, length / CertainLength) + 15 * Math.Min(1, odd) + 10 * fresh;
        var confidence = 100 * fresh * Math.Min(1, traffic.Names / (3.0 * options.MinimumNames));
        var severity = risk >= 60 ? Severity.High : risk >= 35 ? Severity.Medium : Severity.Low;
        return new DnsTunnelScore((int)Math.Round(risk), (int)Math.Round(confidence), severity);
    }
}
