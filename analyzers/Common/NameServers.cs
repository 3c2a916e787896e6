using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// Hosts at home that answer the DNS questions of others. What they ask outside they mostly ask for somebody who shows himself: a finding about them would name
/// the wrong host. One whose clients are not seen is no name server here, and is told of like anybody.
/// </summary>
/// <param name="home">What is ours.</param>
/// <param name="capacity">Name servers remembered; the one silent longest makes room.</param>
public sealed class NameServers(HomeNetworks home, int capacity)
{
    private readonly BoundedMap<IpAddr, bool> _servers = new(capacity);

    /// <summary>Name servers that had to make room.</summary>
    public long Evictions => _servers.Evictions;

    /// <summary>Whether the host answered a question of another one of ours so far.</summary>
    public bool Contains(IpAddr host) => _servers.TryGet(host, out _);

    /// <summary>Notes who answered; true when the question came from one of ours to another.</summary>
    public bool Note(DnsTransactionEvent asked, FlowIdentity flow)
    {
        if (!asked.SawReply || flow.Responder.IsMulticast || !home.Contains(flow.Responder) || !home.Contains(flow.Originator) || flow.Responder == flow.Originator) return false;
        if (!Contains(flow.Responder)) _servers.GetOrAdd(flow.Responder, static _ => true);
        return true;
    }
}
