namespace NetSensor.Events.Indicators;

/// <summary>Something that a list names as a sign of an intruder.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Value">Its value in one form: lower case, names without a dot at the end, URLs without scheme.</param>
/// <param name="List">The list that names it: its file without folder.</param>
public sealed record Indicator(IndicatorKind Kind, string Value, string List)
{
    /// <summary>What the list says of it ("Emotet epoch 5"); null when nothing.</summary>
    public string? Label { get; init; }
    /// <summary>How sure the list is, 0 to 100; null when it does not say.</summary>
    public int? Confidence { get; init; }
    /// <summary>End of its validity, seconds since 1970; null when it has none.</summary>
    public long? ValidUntil { get; init; }
    /// <summary>What must be met together with it, on one event: any of these sets, each with all that is in it. Empty when it is a sign by itself.</summary>
    public IReadOnlyList<IReadOnlyList<IndicatorCondition>> Together { get; init; } = [];
}
