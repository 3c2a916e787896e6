using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Estimates the difference of clocks from pairs of connection and flow whose five-tuple leaves no choice; pure.</summary>
public static class ClockSkews
{
    /// <summary>The skew of each host that told of connections.</summary>
    public static Dictionary<string, ClockSkew> Estimate(IEnumerable<ProcessConnection> connections, FlowIndex flows, TimeSpan most)
    {
        var offsets = new Dictionary<string, List<TimeSpan>>();
        foreach (var connection in connections)
        {
            if (!offsets.TryGetValue(connection.Process.Host, out var ofHost)) offsets[connection.Process.Host] = ofHost = [];
            if (Only(flows.Of(connection), connection.Time, most) is { } flow) ofHost.Add(connection.Time - flow.Start);
        }
        return offsets.ToDictionary(host => host.Key, host => Of(host.Key, host.Value));
    }

    private static SensorFlow? Only(IReadOnlyList<SensorFlow> candidates, Timestamp at, TimeSpan most)
    {
        SensorFlow? only = null;
        foreach (var flow in candidates)
        {
            if ((at - flow.Start).Duration() > most) continue;
            if (only is not null) return null;            // the port was used again: either may be meant
            only = flow;
        }
        return only;
    }

    private static ClockSkew Of(string host, List<TimeSpan> offsets)
    {
        if (offsets.Count == 0) return new ClockSkew(host, TimeSpan.Zero, TimeSpan.Zero, 0);
        var ahead = Median(offsets);
        return new ClockSkew(host, ahead, Median([.. offsets.Select(offset => (offset - ahead).Duration())]), offsets.Count);
    }

    private static TimeSpan Median(List<TimeSpan> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
