using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Whether something that an endpoint told belongs to a finding; pure.</summary>
internal sealed class FindingMatch
{
    private readonly Detection _finding;
    private readonly HashSet<string> _uids, _communityIds;
    private readonly Timestamp _from, _to;

    /// <summary>Reads what the finding tells of its flows and times.</summary>
    public FindingMatch(Detection finding, CorrelationOptions options)
    {
        _finding = finding;
        _uids = [.. finding.Flows.Select(flow => flow.Uid)];
        _communityIds = [.. finding.Flows.Select(flow => flow.CommunityId)];
        (_from, _to) = (finding.FirstSeen - options.Tolerance, finding.LastSeen + options.Tolerance);
    }

    /// <summary>How the connection belongs to it; null when it does not.</summary>
    public JoinKind? Of(JoinedConnection joined)
    {
        if (joined.Flow is { } flow && (_uids.Contains(flow.Uid) || (_communityIds.Contains(flow.CommunityId) && IsAt(joined.Time)))) return joined.Kind;
        if (!IsAt(joined.Time)) return null;
        if (_communityIds.Contains(joined.Connection.CommunityId ?? "")) return JoinKind.CommunityId;
        if (_finding.Flows.Any(own => Tuple(own).Undirected == joined.Connection.Tuple.Undirected)) return JoinKind.FiveTuple;
        return IsToTheOtherSide(joined) ? JoinKind.Destination : null;
    }

    /// <summary>Whether the question is one of the finding's flows, or asked for the finding's name or one below it while the finding went on.</summary>
    public bool Of(JoinedLookup joined)
    {
        if (joined.OnWire is { } known && _uids.Contains(known.Uid)) return true;
        var query = joined.Lookup.Query;
        return IsAt(joined.Time) && _finding.DestinationName is { Length: > 0 } name
            && (query.Equals(name, StringComparison.OrdinalIgnoreCase) || query.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsAt(Timestamp time) => time >= _from && time <= _to;

    private bool IsToTheOtherSide(JoinedConnection joined)
    {
        var tuple = joined.Connection.Tuple;
        if (_finding.DestinationPort is { } port && tuple.DestinationPort != port) return false;
        if (_finding.Destination is { } destination && tuple.Destination == destination) return true;
        return _finding.DestinationName is { } name && ((string?[])[joined.Flow?.DestinationName, joined.Connection.DestinationName]).Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static FiveTuple Tuple(FlowIdentity flow) => new(flow.Originator, flow.OriginatorPort, flow.Responder, flow.ResponderPort, flow.Protocol);
}
