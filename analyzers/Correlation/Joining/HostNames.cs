using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>
/// Who had an address when, from statements of the time: the last one before the moment holds, the first one after it when there is none before. Leases
/// move, so an address alone names nobody.
/// </summary>
public sealed class HostNames
{
    private readonly Dictionary<IpAddr, List<NameStatement>> _byAddress = [];
    private readonly Dictionary<string, HashSet<IpAddr>> _byHost = [];

    /// <summary>From all statements; of two of one moment the host's own holds.</summary>
    public HostNames(IEnumerable<NameStatement> statements)
    {
        foreach (var said in statements.OrderBy(said => said.Time).ThenBy(said => said.IsOwn))
        {
            if (!_byAddress.TryGetValue(said.Address, out var list)) _byAddress[said.Address] = list = [];
            if (list.Count > 0 && list[^1].Host == said.Host) continue;       // nothing new
            list.Add(said);
            if (!_byHost.TryGetValue(said.Host, out var addresses)) _byHost[said.Host] = addresses = [];
            addresses.Add(said.Address);
        }
    }

    /// <summary>The host that had this address then; null when nobody ever said.</summary>
    public string? NameOf(IpAddr address, Timestamp at)
    {
        if (!_byAddress.TryGetValue(address, out var list)) return null;
        var last = list.FindLastIndex(said => said.Time <= at);
        return list[Math.Max(last, 0)].Host;
    }

    /// <summary>The addresses that this host had then.</summary>
    public IEnumerable<IpAddr> AddressesOf(string host, Timestamp at) =>
        _byHost.TryGetValue(host, out var addresses) ? addresses.Where(address => NameOf(address, at) == host) : [];
}
