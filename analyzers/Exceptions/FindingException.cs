using NetSensor.Events;

namespace NetSensor.Analyzers.Exceptions;

/// <summary>What somebody decided not to be told of: what, where, until when, and who answers for it.</summary>
public sealed record FindingException
{
    /// <summary>What it is called in lists.</summary>
    public required string Name { get; init; }
    /// <summary>Where it is written ("netsensor.yaml:12").</summary>
    public string Place { get; init; } = "";
    /// <summary>Detectors whose findings it hides; all when none is named.</summary>
    public IReadOnlyList<string> Detectors { get; init; } = [];
    /// <summary>ATT&amp;CK ids, of which a finding must have one; a technique covers what lies below it ("T1071" covers "T1071.001").</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];
    /// <summary>The host that a finding is about.</summary>
    public HostMatch Source { get; init; } = new();
    /// <summary>Its other side.</summary>
    public HostMatch Destination { get; init; } = new();
    /// <summary>The last day on which it hides anything (UTC).</summary>
    public required DateOnly Expires { get; init; }
    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
    /// <summary>The worst that it may hide; what is worse is told all the same.</summary>
    public Severity MaxSeverity { get; init; } = DefaultMaxSeverity;

    /// <summary>What holds when nobody says: a high finding is hidden only by who says so.</summary>
    public const Severity DefaultMaxSeverity = Severity.Medium;

    /// <summary>Whether it is about this finding, whatever the day and the severity.</summary>
    public bool Covers(Detection found) =>
        (Detectors.Count == 0 || Detectors.Contains(found.Detector, StringComparer.Ordinal))
        && (Techniques.Count == 0 || found.Techniques.Any(technique => Techniques.Any(id => IsOrLiesBelow(technique.Id, id))))
        && Source.Covers(FindingSide.SourceOf(found)) && Destination.Covers(FindingSide.DestinationOf(found));

    /// <summary>Whether it no longer holds at this moment of the packet clock.</summary>
    public bool IsOver(Wire.Timestamp now) => now >= Wire.Timestamp.FromUnix(new DateTimeOffset(Expires.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds());

    private static bool IsOrLiesBelow(string technique, string id) => technique == id || technique.StartsWith(id + ".", StringComparison.Ordinal);
}
