namespace NetSensor.Enrichment.Indicators;

/// <summary>What a list says of an indicator besides its value.</summary>
public readonly record struct IndicatorNotes(string? Label, int? Confidence = null, long? ValidUntil = null);
