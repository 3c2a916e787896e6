using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;

namespace NetSensor.Host.Exceptions;

/// <summary>What an exception would have hidden, with examples.</summary>
internal sealed class PreviewedException(ExceptionTally tally)
{
    private const int MostExamples = 3;

    private readonly List<Detection> _examples = [];

    /// <summary>The exception and its counts.</summary>
    public ExceptionTally Tally { get; } = tally;

    /// <summary>A few of the findings that it would have hidden, the worst first.</summary>
    public IReadOnlyList<Detection> Examples => _examples;

    /// <summary>Takes in a finding that it hides.</summary>
    public void Add(Detection found)
    {
        if (_examples.Exists(example => example.Id == found.Id)) return;
        _examples.Add(found);
        _examples.Sort((one, other) => other.Severity.CompareTo(one.Severity));
        if (_examples.Count > MostExamples) _examples.RemoveAt(MostExamples);
    }

    /// <summary>Why it is too wide; null when it is not.</summary>
    public string? TooWide(int mostHosts)
    {
        var reasons = new List<string>();
        var severe = Tally.ByKind.Where(kind => kind.Key.Severity >= Severity.High).Sum(kind => kind.Value);
        if (severe > 0) reasons.Add($"hides {Sizes.Count(severe)} that are high or critical");
        if (Tally.Hosts > mostHosts) reasons.Add($"hides findings of {Tally.Hosts} hosts");
        return reasons.Count == 0 ? null : string.Join("; ", reasons);
    }
}
