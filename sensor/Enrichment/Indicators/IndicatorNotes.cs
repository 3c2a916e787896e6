using NetSensor.Events.Indicators;

namespace NetSensor.Enrichment.Indicators;

/// <summary>What a list says of an indicator besides its value.</summary>
public readonly record struct IndicatorNotes(string? Label, int? Confidence = null, long? ValidUntil = null)
{
    /// <summary>What must be met together with it; empty or null when it is a sign by itself.</summary>
    public IReadOnlyList<IndicatorCondition>? Together { get; init; }
}
