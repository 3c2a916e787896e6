using NetSensor.Analyzers.Correlation;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Correlation;

/// <summary>What endpoints and sensor tell in these tests: minute by minute from noon.</summary>
internal static class Told
{
    public static readonly IpAddr Desk = IpAddr.Parse("10.0.0.5"), Server = IpAddr.Parse("203.0.113.9");

    /// <summary>So many seconds after noon.</summary>
    public static Timestamp At(double seconds) => Timestamp.FromUnix(1_800_014_400) + TimeSpan.FromSeconds(seconds);

    public static FiveTuple Tuple(ushort port) => new(Desk, port, Server, 443, IpProtocol.Tcp);

    public static ProcessConnection Connection(double seconds, ushort port, string process = "p1", string host = "WS-1") => new()
    {
        Process = new ProcessKey(host, process), Time = At(seconds), Host = host, Image = @"C:\Windows\System32\rundll32.exe", Tuple = Tuple(port),
    };

    public static SensorFlow Flow(double seconds, ushort port, double duration = 1) => new()
    {
        Uid = $"C{port}at{seconds}", Tuple = Tuple(port), Start = At(seconds), End = At(seconds + duration), CommunityId = Tuple(port).CommunityId,
    };

    public static ProcessStart Start(string image, string? call = null, string id = "p1", ProcessStart? parent = null, double seconds = -60) => new()
    {
        Key = new ProcessKey("WS-1", id), Time = At(seconds), Host = "WS-1", Pid = 42, Image = image, CommandLine = call, Parent = parent?.Key, ParentImage = parent?.Image,
    };

    public static Detection Finding(double from, double to, Severity severity = Severity.Medium, int risk = 60) => new()
    {
        Id = "f1", Detector = "beaconing", Time = At(to), FirstSeen = At(from), LastSeen = At(to), Title = "calls home", Reason = "", Severity = severity, Confidence = 50, Risk = risk,
        Source = Desk, Destination = Server, DestinationPort = 443,
    };

    /// <summary>Sensor records of these flows and findings.</summary>
    public static SensorRecords Sensor(IEnumerable<SensorFlow> flows, params Detection[] findings)
    {
        var records = new SensorRecords();
        foreach (var flow in flows)
        {
            records.Saw(flow);
            records.Flows.Add(flow);
        }
        records.Findings.AddRange(findings);
        return records;
    }

    /// <summary>Endpoint events of these connections and processes.</summary>
    public static EndpointEvents Endpoint(IEnumerable<ProcessConnection> connections, params ProcessStart[] processes)
    {
        var events = new EndpointEvents();
        foreach (var connection in connections) events.Add(connection);
        events.Processes.AddRange(processes);
        return events;
    }
}
