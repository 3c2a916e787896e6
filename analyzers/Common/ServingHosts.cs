using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// Which hosts at home behave as servers, for as long as nobody knows better: several others come to one port of theirs. Bounded, one look-up for
/// most connections.
/// </summary>
public sealed class ServingHosts(int capacity)
{
    private const int Clients = 3;         // two may be a backup and a monitor, which come to workstations as well
    private const int ManagingClients = 6; // what administrators and their tools open on every machine
    private const ushort FirstEphemeralPort = 32768; // Linux's; clients that play server for a moment use such
    private static readonly HashSet<ushort> ManagementPorts = [22, 135, 137, 138, 139, 445, 3389, 5357, 5985, 5986, 7680];

    private readonly BoundedMap<(IpAddr Host, ushort Port), RecentNumbers> _clients = new(capacity);
    private readonly BoundedMap<IpAddr, bool> _serving = new(capacity);

    /// <summary>Hosts and ports that had to make room.</summary>
    public long Evictions => _clients.Evictions + _serving.Evictions;

    /// <summary>Whether the host behaved as a server so far.</summary>
    public bool Contains(IpAddr host) => _serving.TryGet(host, out _);

    /// <summary>Notes a connection that was answered at home.</summary>
    public void Note(FlowIdentity flow)
    {
        if (flow.Transport != Transport.Tcp || flow.ResponderPort >= FirstEphemeralPort || Contains(flow.Responder)) return;
        var enough = ManagementPorts.Contains(flow.ResponderPort) ? ManagingClients : Clients;
        var clients = _clients.GetOrAdd((flow.Responder, flow.ResponderPort), static _ => new RecentNumbers(ManagingClients));
        if (clients.Add((uint)flow.Originator.Mix64()) && clients.Count >= enough) _serving.GetOrAdd(flow.Responder, static _ => true);
    }
}
