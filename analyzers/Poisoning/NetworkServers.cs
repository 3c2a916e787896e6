using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Who serves a network with addresses or routes, since when, and what it tells its clients.</summary>
internal sealed class NetworkServers(PoisoningOptions options)
{
    private const int ServersKept = 8; // a network has one or two

    private readonly BoundedMap<string, List<Server>> _networks = new(options.Hosts);

    /// <summary>Networks that had to make room.</summary>
    public long Evictions => _networks.Evictions;

    /// <summary>A server, and what it told when it was seen first.</summary>
    internal sealed record Server(string Name, string Settings, Timestamp First);

    /// <summary>Networks and their servers, for whoever keeps them.</summary>
    public List<Server> Of(string network) => _networks.GetOrAdd(network, static _ => []);

    /// <summary>Notes what a server told; the servers known before when it is a new one beside them, else null.</summary>
    public IReadOnlyList<Server>? Note(string network, string name, string settings, Timestamp now)
    {
        var servers = Of(network);
        if (servers.Exists(server => server.Name == name) || servers.Count >= ServersKept) return null;
        var known = servers.FindAll(server => now - server.First >= options.LearningPeriod);
        servers.Add(new Server(name, settings, now));
        return known.Count > 0 ? known : null;
    }
}
