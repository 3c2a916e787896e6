using System.Net;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Finds the flow of each connection: same community id or five-tuple, and, once the clocks agree, the same time; pure.</summary>
public sealed class ConnectionJoin(SensorRecords sensor, FlowIndex flows, IReadOnlyDictionary<string, ClockSkew> skews, CorrelationOptions options)
{
    /// <summary>A time of this host on the sensor's clock.</summary>
    public Timestamp OnSensorClock(string host, Timestamp time) => skews.TryGetValue(host, out var skew) ? time - skew.Ahead : time;

    /// <summary>The connection with its flow, or with the reason why it has none.</summary>
    public JoinedConnection Join(ProcessConnection connection)
    {
        var at = OnSensorClock(connection.Process.Host, connection.Time);
        var candidates = flows.Of(connection);
        var flow = candidates.Where(flow => IsAt(flow, at)).MinBy(flow => (at - flow.Start).Duration());
        var kind = flow is not null && flow.CommunityId == connection.CommunityId ? JoinKind.CommunityId : JoinKind.FiveTuple;
        return new JoinedConnection(connection, at, flow, kind, flow is null ? Why(connection, at, candidates.Count) : Unjoined.None);
    }

    private bool IsAt(SensorFlow flow, Timestamp at) => at >= flow.Start - options.Tolerance && at <= flow.End + options.Tolerance;

    private Unjoined Why(ProcessConnection connection, Timestamp at, int candidates)
    {
        if (IPAddress.IsLoopback(connection.Tuple.Destination.ToIPAddress())) return Unjoined.Loopback;
        if (candidates > 0) return Unjoined.AnotherTime;
        if (sensor.First is not { } first || sensor.Last is not { } last || at < first - options.Tolerance || at > last + options.Tolerance) return Unjoined.OutsideOfTheLogs;
        return sensor.Knows(connection.Own) ? Unjoined.NoSuchFlow : Unjoined.AddressNotSeen;
    }
}
