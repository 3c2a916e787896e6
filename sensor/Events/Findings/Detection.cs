using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>What a detector concluded. The same story keeps the same <see cref="Id"/>, so that repeats collapse into one finding.</summary>
public sealed record Detection
{
    /// <summary>Stable id, hashed from the detector and the story (never from the time it was told).</summary>
    public required string Id { get; init; }
    /// <summary>The detector's name ("beaconing").</summary>
    public required string Detector { get; init; }
    /// <summary>When it was concluded, on the packet clock.</summary>
    public required Timestamp Time { get; init; }
    /// <summary>The first moment of what it tells.</summary>
    public required Timestamp FirstSeen { get; init; }
    /// <summary>The last moment of what it tells.</summary>
    public required Timestamp LastSeen { get; init; }
    /// <summary>One line: who does what to whom.</summary>
    public required string Title { get; init; }
    /// <summary>One sentence: why, with the numbers.</summary>
    public required string Reason { get; init; }
    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }
    /// <summary>How sure, 0 to 100.</summary>
    public required int Confidence { get; init; }
    /// <summary>Risk, 0 to 100.</summary>
    public required int Risk { get; init; }
    /// <summary>The host it is about.</summary>
    public required IpAddr Source { get; init; }
    /// <summary>The other side, when there is one.</summary>
    public IpAddr? Destination { get; init; }
    /// <summary>Port of the other side.</summary>
    public int? DestinationPort { get; init; }
    /// <summary>Name of the other side.</summary>
    public string? DestinationName { get; init; }
    /// <summary>Country of the other side, two letters (ISO 3166-1); null when nobody knows or the address is private.</summary>
    public string? DestinationCountry { get; init; }
    /// <summary>City and coordinates of the other side; null when nobody knows.</summary>
    public Place? DestinationPlace { get; init; }
    /// <summary>Number of the autonomous system that announces the other side; null when nobody knows.</summary>
    public uint? DestinationAsn { get; init; }
    /// <summary>Holder of that autonomous system.</summary>
    public string? DestinationAsnName { get; init; }
    /// <summary>The flows it rests on, newest last, a bounded number of them.</summary>
    public IReadOnlyList<FlowIdentity> Flows { get; init; } = [];
    /// <summary>The numbers that convinced.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
    /// <summary>Accounts in whose names it was done, as they were written on the wire ("DOMAIN\user").</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
    /// <summary>What happened, in order, a line each; empty where numbers tell it all.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];
    /// <summary>What the risk is made of; empty when the detector gives only the sum.</summary>
    public IReadOnlyList<RiskPart> RiskParts { get; init; } = [];
    /// <summary>Who the source was at that time; filled in behind the detectors.</summary>
    public HostIdentity? SourceHost { get; init; }
    /// <summary>Who the other side was at that time, when it is one of ours; filled in behind the detectors.</summary>
    public HostIdentity? DestinationHost { get; init; }
    /// <summary>Zone of the source; filled in behind the detectors.</summary>
    public string? SourceZone { get; init; }
    /// <summary>Zone of the other side; filled in behind the detectors.</summary>
    public string? DestinationZone { get; init; }
    /// <summary>Name of the source in the reverse DNS, asked now, where it has no other: for people to read; null unless that is switched on. Filled in behind the detectors.</summary>
    public string? SourceReverseName { get; init; }
    /// <summary>The same of the other side.</summary>
    public string? DestinationReverseName { get; init; }
    /// <summary>ATT&amp;CK techniques.</summary>
    public IReadOnlyList<Technique> Techniques { get; init; } = [];
    /// <summary>How often the story was told so far, this time included.</summary>
    public int Count { get; init; } = 1;
    /// <summary>Other findings about these hosts, the worst first; filled in behind the detectors.</summary>
    public IReadOnlyList<RelatedFinding> Related { get; init; } = [];

    /// <summary>Name of the file that gets its packets, in the folder of evidence; null when none are kept. Filled in behind the detectors.</summary>
    public string? EvidenceFile { get; init; }

    /// <summary>How sure in three classes, as OCSF's confidence_id: 1 low, 2 medium (from 40), 3 high (from 70).</summary>
    public int ConfidenceClass => Confidence >= 70 ? 3 : Confidence >= 40 ? 2 : 1;

    /// <summary>Id of this telling of the story: who gets it twice knows that it is the same.</summary>
    public string TellingId => $"{Id}-{Count}";
}
