using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Which hardware says that it has which address, and which addresses go back and forth.</summary>
internal sealed class AddressClaims(PoisoningOptions options)
{
    private readonly BoundedMap<(int Vlan, IpAddr Address), Owner> _owners = new(options.Hosts);
    private readonly BoundedMap<MacAddress, Claimant> _claimants = new(options.Hosts);

    /// <summary>Addresses that had to make room.</summary>
    public long Evictions => _owners.Evictions + _claimants.Evictions;

    private sealed class Owner
    {
        public MacAddress First, Now, Before;
        public Timestamp Changed;
        public int Alternations;
    }

    private sealed class Claimant
    {
        public IpAddr? First;
        public readonly HashSet<IpAddr> Contested = [];
    }

    /// <summary>Notes a claim; the newcomer when the address has gone back and forth too often, else null.</summary>
    public MacAddress? Note(int vlan, IpAddr address, MacAddress mac, Timestamp now)
    {
        if (!mac.IsKnown || mac.IsGroup || VirtualRouterMacs.Contains(mac)) return null;
        _claimants.GetOrAdd(mac, static _ => new Claimant()).First ??= address;
        var owner = _owners.GetOrAdd((vlan, address), static _ => new Owner());
        if (!owner.Now.IsKnown) owner.First = owner.Now = mac;
        if (owner.Now == mac) return null;
        var isBack = owner.Before == mac && now - owner.Changed <= options.Within;
        owner.Alternations = isBack ? owner.Alternations + 1 : 1; // a lease that moved changes hands once
        (owner.Before, owner.Now, owner.Changed) = (owner.Now, mac, now);
        if (owner.Alternations < options.Alternations) return null;
        var newcomer = IsAtHome(mac, address, owner) ? owner.Before : mac;
        _claimants.GetOrAdd(newcomer, static _ => new Claimant()).Contested.Add(address);
        return newcomer;
    }

    /// <summary>Who had the address first is at home there; of two that came later, the one whose own first address it is.</summary>
    private bool IsAtHome(MacAddress mac, IpAddr address, Owner owner) =>
        owner.First == mac || (owner.First != owner.Before && AddressOf(mac) == address);

    /// <summary>The address that the hardware had before all others; null when it has none of its own.</summary>
    public IpAddr? AddressOf(MacAddress mac) => _claimants.TryGet(mac, out var claimant) ? claimant.First : null;

    /// <summary>How many addresses the hardware contests.</summary>
    public int ContestedBy(MacAddress mac) => _claimants.TryGet(mac, out var claimant) ? claimant.Contested.Count : 0;
}
