using NetSensor.Events;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>From rhythm and surroundings to risk, confidence and severity; pure.</summary>
/// <param name="Risk">0 to 100.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
public readonly record struct BeaconRisk(int Risk, int Confidence, Severity Severity)
{
    private const double CertainAt = 1e-8;  // a p-value from which rhythm alone cannot convince any further
    private const double SizesAlike = 0.25; // spread of the sizes from which they say nothing any more

    /// <summary>Weighs: rhythm 50, equal sizes 15, how few hosts go there 15, leaves the network 15, has no name 5.</summary>
    public static BeaconRisk Of(BeaconScore score, double shareOfHosts, bool leavesNetwork, bool hasName)
    {
        var rhythm = Math.Min(1, Math.Log(Math.Max(score.PValue, CertainAt)) / Math.Log(CertainAt));
        var alike = Math.Max(0, 1 - score.SizeSpread / SizesAlike);
        var risk = 50 * rhythm + 15 * alike + 15 * (1 - Math.Min(1, shareOfHosts)) + (leavesNetwork ? 15 : 0) + (hasName ? 0 : 5);
        var confidence = 100 * rhythm * Math.Min(1, score.Intervals / 20.0) * (1 - score.MissedShare / 2);
        var severity = risk >= 80 ? Severity.High : risk >= 60 ? Severity.Medium : Severity.Low;
        return new BeaconRisk((int)Math.Round(Math.Min(100, risk)), (int)Math.Round(confidence), severity);
    }
}
