using NetSensor.Events;

namespace NetSensor.Analyzers.Exceptions;

/// <summary>What one exception did in a run.</summary>
public sealed class ExceptionTally(FindingException exception)
{
    private const int MaxHosts = 1_000; // counted apart; more is "too many" all the same

    private readonly Dictionary<(string Detector, Severity Severity), long> _hidden = [];
    private readonly HashSet<string> _hosts = new(StringComparer.Ordinal);

    /// <summary>The exception.</summary>
    public FindingException Exception { get; } = exception;

    /// <summary>Findings that it hid.</summary>
    public long Hidden { get; private set; }

    /// <summary>Findings that it covers but that are worse than it may hide.</summary>
    public long TooSevere { get; private set; }

    /// <summary>Findings that it would have hidden, had it not expired.</summary>
    public long TooLate { get; private set; }

    /// <summary>Hosts whose findings it hid; stops at a thousand.</summary>
    public int Hosts => _hosts.Count;

    /// <summary>What it hid, by detector and severity.</summary>
    public IReadOnlyDictionary<(string Detector, Severity Severity), long> ByKind => _hidden;

    /// <summary>Whether nothing was about it.</summary>
    public bool IsUnused => Hidden + TooSevere + TooLate == 0;

    /// <summary>Whether it hides this finding, and counts why or why not.</summary>
    internal bool Hides(Detection found)
    {
        if (!Exception.Covers(found)) return false;
        if (Exception.IsOver(found.Time)) TooLate++;
        else if (found.Severity > Exception.MaxSeverity) TooSevere++;
        else return Count(found);
        return false;
    }

    private bool Count(Detection found)
    {
        Hidden++;
        _hidden[(found.Detector, found.Severity)] = _hidden.GetValueOrDefault((found.Detector, found.Severity)) + 1;
        if (_hosts.Count < MaxHosts) _hosts.Add(found.SourceHost?.DeviceId ?? found.Source.ToString());
        return true;
    }
}
