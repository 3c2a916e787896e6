namespace NetSensor.Analyzers.Correlation;

/// <summary>The sensor's flows by what both sides can tell of them.</summary>
public sealed class FlowIndex
{
    private readonly Dictionary<FiveTuple, List<SensorFlow>> _byTuple = [];
    private readonly Dictionary<string, List<SensorFlow>> _byId = new(StringComparer.Ordinal);

    /// <summary>Indexes the flows.</summary>
    public FlowIndex(IEnumerable<SensorFlow> flows)
    {
        foreach (var flow in flows)
        {
            Put(_byTuple, flow.Tuple.Undirected, flow);
            Put(_byId, flow.CommunityId, flow);
        }
    }

    /// <summary>All flows that the connection may be, at whatever time: by its community id when it tells one that the sensor knows, else by its five-tuple.</summary>
    public IReadOnlyList<SensorFlow> Of(ProcessConnection connection) =>
        connection.CommunityId is { } id && _byId.TryGetValue(id, out var same) ? same : _byTuple.TryGetValue(connection.Tuple.Undirected, out same) ? same : [];

    private static void Put<TKey>(Dictionary<TKey, List<SensorFlow>> index, TKey key, SensorFlow flow) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(flow);
    }
}
