using NetSensor.Analyzers.Common.Memory;
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
    private readonly BoundedMap<IpAddr, Server> _servers = new(capacity);
    private KeptEntries<Server, string>? _kept;

    /// <summary>Name servers that had to make room.</summary>
    public long Evictions => _servers.Evictions;

    /// <summary>Whether the host answered a question of another one of ours so far.</summary>
    public bool Contains(IpAddr host) => _servers.TryGet(host, out _);

    /// <summary>Notes who answered; true when the question came from one of ours to another.</summary>
    public bool Note(DnsTransactionEvent asked, FlowIdentity flow)
    {
        if (!asked.SawReply || flow.Responder.IsMulticast || !home.Contains(flow.Responder) || !home.Contains(flow.Originator) || flow.Responder == flow.Originator) return false;
        if (Contains(flow.Responder)) return true;
        var server = _servers.GetOrAdd(flow.Responder, static address => new Server(address));
        server.Last = asked.Time;
        _kept?.Changed(server);
        return true;
    }

    /// <summary>Has them kept over a restart.</summary>
    /// <param name="prefix">Begins their keys, and no others of the detector.</param>
    internal IRemembered KeptAs(string prefix) => _kept = new KeptEntries<Server, string>(prefix, () => _servers.Values)
    {
        Key = server => server.Address.ToString(),
        Keep = _ => "name server",
        PutBack = (address, _) => _servers.GetOrAdd(IpAddr.Parse(address), static known => new Server(known)),
    };

    private sealed class Server(IpAddr address) : IKept
    {
        public IpAddr Address { get; } = address;
        public Timestamp Last { get; set; }
        public bool IsUnsaved { get; set; }
    }
}
