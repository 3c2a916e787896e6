using NetSensor.Analyzers.Attack;
using NetSensor.Events;

namespace NetSensor.Analyzers.Correlation;

/// <summary>From a finding and its processes to the finding that it is together; pure.</summary>
internal static class RaisedRisk
{
    private const int Most = 100;
    private const int MostOfBystander = 15;   // a suspicious process on the host that was not seen to talk: perhaps another story
    private const int Notable = 20;           // points from which a process alone would be looked at
    private const int Grave = 40;             // two reasons that do not depend on each other
    private const int CriticalRisk = 90;

    /// <summary>The finding raised by the worst of its processes; the other processes are told, not added.</summary>
    public static (Detection Raised, int Weight) Of(Detection finding, IReadOnlyList<LinkedProcess> processes)
    {
        var own = finding.RiskParts.Sum(part => part.Points);
        var weight = finding.RiskParts.Count == 0 ? finding.Risk : Math.Max(own, finding.Risk);
        if (processes.Count == 0 || processes[0].Points == 0) return (finding, weight);
        var worst = processes[0];
        var points = worst.IsTalking ? worst.Points : Math.Min(worst.Points, MostOfBystander);
        var parts = Parts(finding, worst, points);
        var risk = Math.Min(finding.Risk + points, Most);
        return (finding with
        {
            Risk = risk,
            RiskParts = parts,
            Severity = SeverityOf(finding.Severity, risk, worst),
            Confidence = worst.IsTalking ? finding.Confidence + (Most - finding.Confidence) * points / Most : finding.Confidence,
            Techniques = [.. finding.Techniques.Concat(AttackCatalog.Find([.. worst.Suspicions.Select(reason => reason.Technique)])).DistinctBy(technique => (technique.Id, technique.TacticId))],
        }, weight + points);
    }

    private static List<RiskPart> Parts(Detection finding, LinkedProcess worst, int points)
    {
        var parts = new List<RiskPart>(finding.RiskParts);
        if (parts.Count == 0) parts.Add(new RiskPart("detector", finding.Risk, $"as the {finding.Detector} detector weighs it"));
        var left = points;
        foreach (var reason in worst.Suspicions)
        {
            if (left == 0) break;
            var part = Math.Min(reason.Points, left);
            parts.Add(new RiskPart($"endpoint: {reason.Name}", part, $"{worst.Process.Name} ({worst.Process.Pid}): {reason.Why}"));
            left -= part;
        }
        return parts;
    }

    /// <summary>Two witnesses who do not know of each other make what is worth a look into what is to be looked at now.</summary>
    private static Severity SeverityOf(Severity before, int risk, LinkedProcess worst)
    {
        if (!worst.IsTalking) return worst.Points >= Notable && before < Severity.Medium ? Severity.Medium : before;
        var after = worst.Points >= Grave && risk >= CriticalRisk ? Severity.Critical : worst.Points >= Notable ? Severity.High : before;
        return after > before ? after : before;
    }
}
