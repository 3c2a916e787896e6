using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;

namespace NetSensor.Analyzers.Desk;

/// <summary>The hosts and services that are known to do odd things.</summary>
internal sealed class KnownBenign(IReadOnlyList<string> names)
{
    private readonly IReadOnlyList<(string Text, HostMatch Match)> _known = [.. names.Select(name => (name, HostMatch.Any(name)))];

    /// <summary>What of a finding is known: the source or the other side, as it was written; null when neither is.</summary>
    public string? Of(Detection found)
    {
        foreach (var (text, match) in _known)
            if (match.CoversAny(FindingSide.SourceOf(found)) || match.CoversAny(FindingSide.DestinationOf(found))) return text;
        return null;
    }
}
