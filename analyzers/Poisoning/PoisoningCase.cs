using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Somebody who comes between others, and what shows it.</summary>
internal sealed record PoisoningCase
{
    private const int Medium = 40, High = 70;

    public required PoisoningKind Kind { get; init; }
    /// <summary>What keeps the story apart from others of its kind.</summary>
    public required string Story { get; init; }
    public required IpAddr Source { get; init; }
    public required Timestamp Time { get; init; }
    public required RiskTally Risk { get; init; }
    /// <summary>How large it is: what is four times as large is told again.</summary>
    public required Evidence Size { get; init; }
    public required string Reason { get; init; }
    /// <summary>Whose address it is, where it is somebody's.</summary>
    public IpAddr? Victim { get; init; }

    /// <summary>The finding.</summary>
    public Detection Tell() => new()
    {
        Id = StableId.Of(PoisoningDetector.Name, Kind.Name, Story), Detector = PoisoningDetector.Name, Time = Time, FirstSeen = Time, LastSeen = Time,
        Title = Victim == Source ? $"{Source} is claimed by two machines" : $"{Source} {Kind.Saying}{(Victim is null ? string.Empty : $" ({Victim})")}", Reason = $"{Reason}.",
        Severity = Risk.Sum >= High ? Severity.High : Risk.Sum >= Medium ? Severity.Medium : Severity.Low,
        Confidence = Math.Min(90, 30 + Risk.Sum / 2), Risk = Risk.Sum, RiskParts = Risk.Parts, Source = Source, Destination = Victim == Source ? null : Victim,
        Evidence = [Size], Techniques = AttackCatalog.Find(Kind.Technique),
    };
}
