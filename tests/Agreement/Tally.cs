namespace NetSensor.Agreement;

/// <summary>Figures of one log over all captures.</summary>
internal sealed class Tally
{
    public int ZeekRows { get; set; }
    public int OurRows { get; set; }
    public int Paired { get; set; }
    public int WholeRowEqual { get; set; }
    public SortedDictionary<string, FieldTally> Fields { get; } = new(StringComparer.Ordinal);
    public List<Difference> Differences { get; } = [];

    /// <summary>The figures of one field.</summary>
    public FieldTally Field(string name)
    {
        if (!Fields.TryGetValue(name, out var field)) Fields[name] = field = new FieldTally();
        return field;
    }
}

/// <summary>Figures of one field.</summary>
internal sealed class FieldTally
{
    public int Both { get; set; }
    public int Equal { get; set; }
    public int OnlyZeek { get; set; }
    public int OnlyOurs { get; set; }
}

/// <summary>One difference: a field of a paired row, or a whole row that one side lacks (field "(row)").</summary>
internal sealed record Difference(string Capture, string Log, string Row, string Field, string Zeek, string Ours);
