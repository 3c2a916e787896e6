namespace NetSensor.Events.Indicators;

/// <summary>Something that must show on the same event as the indicator itself.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Value">Its value, in the form of <see cref="Indicator.Value"/>.</param>
public readonly record struct IndicatorCondition(IndicatorKind Kind, string Value);
