using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.Dga;

/// <summary>Judges the names that do not exist which one client asked for; pure.</summary>
/// <param name="Risk">What the risk is made of.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct DgaScore(RiskTally Risk, int Confidence, Severity Severity)
{
    private const double CertainNames = 200;                  // domains from which their number cannot convince any further
    private const double ChosenSurprise = 4.2, RandomSurprise = 6; // bits a letter of names that people choose, and of random letters
    private const double WideSpread = 5;                      // letters of spread from which lengths have nothing in common
    private const int MediumFrom = 45, HighFrom = 70;

    /// <summary>The verdict; null when people may have chosen these names.</summary>
    public static DgaScore? Of(NameBurst burst, DgaOptions options)
    {
        var isRandom = burst.Domains >= options.MinimumNames && burst.MeanSurprise >= options.MinimumSurprise;
        var isMany = burst.Domains >= options.MinimumWordNames && burst.MissingShare >= options.WordNamesMissingShare;
        if (!isRandom && !isMany) return null;
        var random = Math.Clamp((burst.MeanSurprise - ChosenSurprise) / (RandomSurprise - ChosenSurprise), 0, 1);
        var alike = Math.Max(0, 1 - burst.LengthSpread / WideSpread);
        var risk = new RiskTally()
            .Add("names", 25 * Math.Min(1, burst.Domains / CertainNames), "different domains that do not exist")
            .Add("random letters", 30 * random, "letters follow each other as in no name that somebody chose")
            .Add("siblings", 5 * burst.TopShare + 10 * alike, "names of one length and below one top")
            .Add("nothing else", 15 * burst.MissingShare, "share of the names asked for that do not exist")
            .AddIf(isRandom && burst.Resolved.Count > 0, "one exists", 15, "a name of the same look was found");
        var confidence = isRandom ? 60 + 35 * Math.Min(1, burst.Domains / CertainNames) : 30;
        var severity = !isRandom ? Severity.Low : risk.Sum >= HighFrom ? Severity.High : risk.Sum >= MediumFrom ? Severity.Medium : Severity.Low;
        return new DgaScore(risk, (int)Math.Round(confidence), severity);
    }
}
