namespace NetSensor.Enrichment.Indicators;

/// <summary>What is wrong in a list, and where; the rest of the list is used.</summary>
public sealed record IndicatorFault(string File, int Line, string Text)
{
    /// <summary>"file:line: what is wrong".</summary>
    public override string ToString() => $"{File}:{Line}: {Text}";
}
