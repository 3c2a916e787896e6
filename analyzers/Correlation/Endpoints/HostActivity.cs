using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>What each host's endpoint told, on the sensor's clock.</summary>
public sealed class HostActivity
{
    private readonly ILookup<string, JoinedConnection> _connections;
    private readonly ILookup<string, JoinedLookup> _lookups;
    private readonly ILookup<string, (ProcessStart Process, Timestamp Time)> _processes;
    private readonly ILookup<IpAddr, JoinedConnection> _byOwnAddress;

    /// <summary>Puts everything to its host.</summary>
    public HostActivity(IEnumerable<ProcessStart> processes, IReadOnlyList<JoinedConnection> connections, IEnumerable<JoinedLookup> lookups, ConnectionJoin clocks)
    {
        _connections = connections.ToLookup(joined => joined.Connection.Process.Host);
        _byOwnAddress = connections.ToLookup(joined => joined.Connection.Own);
        _lookups = lookups.ToLookup(joined => joined.Lookup.Process.Host);
        _processes = processes.ToLookup(process => process.Key.Host, process => (process, clocks.OnSensorClock(process.Key.Host, process.Time)));
    }

    /// <summary>Whether the host's endpoint told anything.</summary>
    public bool Knows(string host) => _connections.Contains(host) || _lookups.Contains(host) || _processes.Contains(host);

    /// <summary>Its connections.</summary>
    public IEnumerable<JoinedConnection> ConnectionsOf(string host) => _connections[host];

    /// <summary>Connections of whatever host had this address.</summary>
    public IEnumerable<JoinedConnection> ConnectionsOf(IpAddr own) => _byOwnAddress[own];

    /// <summary>Its questions.</summary>
    public IEnumerable<JoinedLookup> LookupsOf(string host) => _lookups[host];

    /// <summary>Its processes.</summary>
    public IEnumerable<(ProcessStart Process, Timestamp Time)> ProcessesOf(string host) => _processes[host];
}
