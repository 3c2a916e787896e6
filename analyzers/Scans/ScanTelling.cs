using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>Puts a scan into words and numbers.</summary>
internal static class ScanTelling
{
    /// <summary>How bad a scan is; from outside it is the noise of the Internet, worth knowing.</summary>
    public static Severity SeverityOf(ScanCase scan, int risk) =>
        !scan.IsFromInside ? Severity.Informational : risk >= 70 ? Severity.High : risk >= 40 ? Severity.Medium : Severity.Low;

    public static Detection Of(ScanCase scan, RiskTally parts, int count, Timestamp now) => new()
    {
        Id = StableId.Of(ScanDetector.Name, scan.Source.ToString(), scan.Kind == ScanKind.Ports ? $"{scan.Target}" : scan.Kind == ScanKind.Sweep ? $"{scan.Port}/{scan.Transport}" : $"{scan.Kind}"),
        Detector = ScanDetector.Name,
        Time = now,
        FirstSeen = scan.First,
        LastSeen = scan.Last,
        Title = Title(scan),
        Reason = Reason(scan),
        Severity = SeverityOf(scan, parts.Sum),
        Confidence = (int)Math.Round(100 * scan.FailedShare),
        Risk = parts.Sum,
        RiskParts = parts.Parts,
        Source = scan.Source,
        Destination = scan.Target,
        DestinationPort = scan.Port,
        Flows = scan.Flows,
        Steps = [.. scan.Open.Select(open => $"{open} answered")],
        Evidence =
        [
            new(Unit(scan.Kind), scan.Targets, Unit(scan.Kind)),
            new("failed", scan.Failed, "connections"),
            new("answered", scan.Answered, "connections"),
            new("failed_share", Math.Round(scan.FailedShare, 6), "ratio"),
            new("duration", Math.Round((scan.Last - scan.First).TotalSeconds, 3), "s"),
            new("usual_days", scan.UsualDays, "days"),
        ],
        Techniques = AttackCatalog.Find(Technique(scan)),
        Count = count,
    };

    private static string Title(ScanCase scan)
    {
        var how = scan.IsSlow ? " slowly" : "";
        return scan.Kind switch
        {
            ScanKind.Ports => $"{scan.Source}{how} tries the ports of {scan.Target}",
            ScanKind.Block => $"{scan.Source}{how} tries many ports of many hosts",
            ScanKind.Ping => $"{scan.Source}{how} looks for hosts by ping",
            ScanKind.Arp => $"{scan.Source} looks for hosts by ARP",
            _ => $"{scan.Source}{how} looks for hosts that offer {scan.Transport.ToString().ToLowerInvariant()}/{scan.Port}",
        };
    }

    private static string Reason(ScanCase scan)
    {
        var when = $"between {scan.First.ToString()[..19]}Z and {scan.Last.ToString()[11..19]}Z";
        if (scan.Kind == ScanKind.Arp) return $"It asked for {scan.Targets} addresses {when}, most of them one after the other.";
        return $"{scan.Targets} different {Unit(scan.Kind)} did not answer {when}; {scan.Failed} of {scan.Failed + scan.Answered} connections failed"
            + (scan.Open.Count > 0 ? $"; {string.Join(", ", scan.Open)} did answer." : ".");
    }

    private static string Unit(ScanKind kind) => kind switch
    {
        ScanKind.Ports => "ports",
        ScanKind.Block => "pairs",
        _ => "hosts",
    };

    private static string Technique(ScanCase scan)
    {
        if (!scan.IsFromInside) return scan.Kind == ScanKind.Ports ? "T1595" : "T1595.001";
        return scan.Kind is ScanKind.Ping or ScanKind.Arp ? "T1018" : "T1046";
    }
}
