using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Finds the question on the wire of each question of a process: same name, same host by its addresses then, same time; pure.</summary>
public sealed class LookupJoin
{
    private readonly Dictionary<string, List<SensorLookup>> _byName;
    private readonly HostNames _names;
    private readonly ConnectionJoin _clocks;
    private readonly CorrelationOptions _options;

    /// <summary>Indexes the questions by name.</summary>
    public LookupJoin(IEnumerable<SensorLookup> lookups, HostNames names, ConnectionJoin clocks, CorrelationOptions options)
    {
        _byName = lookups.GroupBy(lookup => lookup.Query, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.ToList(), StringComparer.Ordinal);
        (_names, _clocks, _options) = (names, clocks, options);
    }

    /// <summary>The question with its counterpart, or with the reason why it has none.</summary>
    public JoinedLookup Join(ProcessLookup lookup)
    {
        var at = _clocks.OnSensorClock(lookup.Process.Host, lookup.Time);
        IpAddr[] own = [.. _names.AddressesOf(lookup.Process.Host, at)];
        if (own.Length == 0) return new JoinedLookup(lookup, at, null, Unjoined.HostWithoutAddress);
        var nearest = _byName.GetValueOrDefault(lookup.Query, []).Where(other => own.Contains(other.Client)).MinBy(other => (other.Time - at).Duration());
        if (nearest is null) return new JoinedLookup(lookup, at, null, Unjoined.NoSuchQuestion);
        return (nearest.Time - at).Duration() <= _options.Tolerance ? new JoinedLookup(lookup, at, nearest, Unjoined.None) : new JoinedLookup(lookup, at, null, Unjoined.AnotherTime);
    }
}
