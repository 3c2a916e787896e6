using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>
/// Hardware addresses that send on what others sent: those of routers. They are told by the addresses elsewhere that they carry, or by the prefixes
/// that the standards of redundant gateways set apart.
/// </summary>
internal sealed class ForwardingMacs
{
    private const int MaxMacs = 65_536;              // a link has a handful of routers; who makes up addresses must not fill the memory
    private const ulong LastByte = 0xFF;

    private readonly HashSet<MacAddress> _known = [];
    private readonly Dictionary<MacAddress, IpAddr> _carriedOne = [];
    private readonly Dictionary<MacAddress, IpAddr> _contestedOne = [];

    /// <summary>Whether it is known to forward.</summary>
    public bool Contains(MacAddress mac) => _known.Contains(mac) || IsVirtualGateway(mac);

    /// <summary>It carried an address that is none of ours; true when that shows that it forwards: a machine of its own has one such address.</summary>
    public bool Carries(MacAddress mac, IpAddr elsewhere) => mac.IsKnown && !mac.IsGroup && !_known.Contains(mac) && IsSecond(_carriedOne, mac, elsewhere) && Add(mac);

    /// <summary>
    /// It announced an address that another had announced just before; true when that shows that it answers for others: a bridge of virtual machines
    /// on wireless links, proxy ARP, or somebody who poisons tables. With one address it may be a machine that took over from another.
    /// </summary>
    public bool Contests(MacAddress mac, IpAddr address) => IsSecond(_contestedOne, mac, address) && Add(mac);

    /// <summary>Whether it was seen to contest this address.</summary>
    public bool HasContested(MacAddress mac, IpAddr address) => _contestedOne.TryGetValue(mac, out var first) && first == address;

    /// <summary>Whether it was seen to contest any address.</summary>
    public bool IsContesting(MacAddress mac) => _contestedOne.ContainsKey(mac);

    private static bool IsSecond(Dictionary<MacAddress, IpAddr> firsts, MacAddress mac, IpAddr address)
    {
        if (firsts.TryGetValue(mac, out var first)) return first != address;
        if (firsts.Count < MaxMacs) firsts.Add(mac, address);
        return false;
    }

    /// <summary>It is one of them; true when that is new.</summary>
    public bool Add(MacAddress mac)
    {
        _carriedOne.Remove(mac);
        return _known.Count < MaxMacs && _known.Add(mac);
    }

    /// <summary>VRRP (RFC 9568 §7.3) for both versions of IP, HSRP versions 1 and 2, GLBP.</summary>
    private static bool IsVirtualGateway(MacAddress mac) => (mac.Value & ~LastByte) switch
    {
        0x0000_5E00_0100 or 0x0000_5E00_0200 => true,
        0x0000_0C07_AC00 => true,
        0x0000_0C9F_F000 or 0x0005_73A0_0000 => true,
        _ => (mac.Value >> 16) == 0x0007_B400,
    };
}
