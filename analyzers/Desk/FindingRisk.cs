using NetSensor.Events;

namespace NetSensor.Analyzers.Desk;

/// <summary>From what the detector weighed and what is known of the hosts to the risk and its parts; pure.</summary>
public static class FindingRisk
{
    /// <summary>Highest risk.</summary>
    public const int Most = 100;

    private const int SourceIsDomainController = 15, SourceIsServer = 10;  // nobody should sit at these: what they do of themselves weighs more
    private const int TargetIsDomainController = 10, TargetIsServer = 5;   // what stands behind them is worth more
    private const int Unmanaged = 10;                                      // nobody looks at it from inside
    private const int OneOtherDetector = 10, SeveralOtherDetectors = 20;   // two who do not know of each other are seldom both wrong
    private const int KnownBenign = -30;                                   // from "look now" to "worth a look"
    private const int Low = 20, Medium = 40, High = 70, Critical = 90;     // where each class of risk begins

    /// <summary>All parts: the detector's own first. Their sum, between 0 and <see cref="Most"/>, is the risk.</summary>
    /// <param name="found">The finding with its hosts.</param>
    /// <param name="otherDetectors">Names of other detectors that told of its source of late, and not only in passing.</param>
    /// <param name="knownBenign">Whose odd behaviour is known; null when nobody's.</param>
    public static IReadOnlyList<RiskPart> Parts(Detection found, IReadOnlyCollection<string> otherDetectors, string? knownBenign)
    {
        var parts = new List<RiskPart>(found.RiskParts);
        if (parts.Count == 0) parts.Add(new RiskPart("detector", found.Risk, $"as the {found.Detector} detector weighs it"));
        AddAssets(parts, found.SourceHost, found.DestinationHost);
        if (found.SourceHost?.IsManaged == false) parts.Add(new RiskPart("unmanaged", Unmanaged, "the host is not on the roster of managed machines"));
        if (otherDetectors.Count > 0)
            parts.Add(new RiskPart("agreement", otherDetectors.Count == 1 ? OneOtherDetector : SeveralOtherDetectors, $"also told of by {string.Join(", ", otherDetectors)}"));
        if (knownBenign is not null) parts.Add(new RiskPart("known_benign", KnownBenign, $"{knownBenign} is known to do so"));
        return parts;
    }

    /// <summary>The sum, cut to what a risk can be.</summary>
    public static int Sum(IReadOnlyList<RiskPart> parts) => Math.Clamp(parts.Sum(part => part.Points), 0, Most);

    /// <summary>
    /// How bad it is when all is known: as the detector judged the act; a class worse when another detector agrees and the parts reach it; milder when who
    /// does it is known to. What the hosts are weighs within the class only: a look at a server is still a look.
    /// </summary>
    public static Severity SeverityOf(Severity judged, IReadOnlyList<RiskPart> parts, bool othersAgree, bool isKnownBenign)
    {
        var reached = ClassOf(Sum(parts));
        if (isKnownBenign && reached < judged) return reached;
        return othersAgree && judged is Severity.Low or Severity.Medium && reached > judged ? judged + 1 : judged;
    }

    /// <summary>The parts with one more, where it takes one for the risk to lie in the class of the severity: the two must not contradict each other.</summary>
    public static IReadOnlyList<RiskPart> InClass(Severity severity, IReadOnlyList<RiskPart> parts)
    {
        var sum = parts.Sum(part => part.Points);
        var (least, most) = RangeOf(severity);
        var beyond = sum < least ? least - sum : sum > most && most < Most ? most - sum : 0;
        return beyond == 0 ? parts : [.. parts, new RiskPart("class", beyond, $"a finding of severity {severity.ToString().ToLowerInvariant()} has a risk of {least} to {most}")];
    }

    private static Severity ClassOf(int risk) => risk >= High ? Severity.High : risk >= Medium ? Severity.Medium : Severity.Low;

    private static (int Least, int Most) RangeOf(Severity severity) => severity switch
    {
        Severity.Informational => (0, Low - 1),
        Severity.Low => (0, Medium - 1),
        Severity.Medium => (Medium, High - 1),
        Severity.High => (High, Most),
        _ => (Critical, Most),
    };

    private static void AddAssets(List<RiskPart> parts, HostIdentity? source, HostIdentity? target)
    {
        if (source?.Role == HostRole.DomainController) parts.Add(new RiskPart("asset", SourceIsDomainController, "the host is a domain controller"));
        if (source?.Role == HostRole.Server) parts.Add(new RiskPart("asset", SourceIsServer, "the host is a server"));
        if (target?.Role == HostRole.DomainController) parts.Add(new RiskPart("target", TargetIsDomainController, "the target is a domain controller"));
        if (target?.Role == HostRole.Server) parts.Add(new RiskPart("target", TargetIsServer, "the target is a server"));
    }
}
