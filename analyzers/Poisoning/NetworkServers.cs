using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Who serves a network with addresses or routes, since when, and what it tells its clients.</summary>
internal sealed class NetworkServers(PoisoningOptions options)
{
    private const int ServersKept = 8; // a network has one or two

    private readonly KeptMap<string, List<Server>> _networks = new("network ", options.Hosts, network => network, network => network);

    /// <summary>Networks that had to make room.</summary>
    public long Evictions => _networks.Evictions;

    /// <summary>What is kept over a restart.</summary>
    public IRemembered Part => _networks;

    /// <summary>A server, and what it told when it was seen first.</summary>
    internal sealed record Server(string Name, string Settings, Timestamp First);

    /// <summary>The servers of a network.</summary>
    public IReadOnlyList<Server> Of(string network) => _networks.GetOrAdd(network);

    /// <summary>Notes what a server told; the servers known before when it is a new one beside them, else null.</summary>
    public IReadOnlyList<Server>? Note(string network, string name, string settings, Timestamp now)
    {
        var servers = _networks.GetOrAdd(network);
        if (servers.Exists(server => server.Name == name) || servers.Count >= ServersKept) return null;
        var known = servers.FindAll(server => now - server.First >= options.LearningPeriod);
        servers.Add(new Server(name, settings, now));
        _networks.Changed(network, now);
        return known.Count > 0 ? known : null;
    }
}
