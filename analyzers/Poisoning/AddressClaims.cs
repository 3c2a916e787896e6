using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Which hardware says that it has which address, and which addresses go back and forth.</summary>
internal sealed class AddressClaims(PoisoningOptions options)
{
    private readonly KeptMap<(int Vlan, IpAddr Address), Owner> _owners = new("address ", options.Hosts, place => string.Create(CultureInfo.InvariantCulture, $"{place.Vlan} {place.Address}"), PlaceOf);
    private readonly KeptMap<MacAddress, Claimant> _claimants = new("hardware ", options.Hosts, mac => mac.ToString(), HardwareOf);

    /// <summary>Addresses that had to make room.</summary>
    public long Evictions => _owners.Evictions + _claimants.Evictions;

    /// <summary>What is kept over a restart.</summary>
    public IReadOnlyList<IRemembered> Parts => [_owners, _claimants];

    /// <summary>Who has an address, and had it.</summary>
    internal sealed class Owner
    {
        public MacAddress First { get; set; }
        public MacAddress Now { get; set; }
        public MacAddress Before { get; set; }
        public Timestamp Changed { get; set; }
        public int Alternations { get; set; }
    }

    /// <summary>What a machine claims.</summary>
    internal sealed class Claimant
    {
        public IpAddr? First { get; set; }
        public HashSet<IpAddr> Contested { get; set; } = [];
    }

    /// <summary>Notes a claim; the newcomer when the address has gone back and forth too often, else null.</summary>
    public MacAddress? Note(int vlan, IpAddr address, MacAddress mac, Timestamp now)
    {
        if (!mac.IsKnown || mac.IsGroup || VirtualRouterMacs.Contains(mac)) return null;
        if (_claimants.GetOrAdd(mac) is { First: null } claimant)
        {
            claimant.First = address;
            _claimants.Changed(mac, now);
        }
        var owner = _owners.GetOrAdd((vlan, address));
        if (owner.Now == mac) return null;
        _owners.Changed((vlan, address), now);
        if (!owner.Now.IsKnown)
        {
            owner.First = owner.Now = mac;
            return null;
        }
        var isBack = owner.Before == mac && now - owner.Changed <= options.Within;
        owner.Alternations = isBack ? owner.Alternations + 1 : 1; // a lease that moved changes hands once
        (owner.Before, owner.Now, owner.Changed) = (owner.Now, mac, now);
        if (owner.Alternations < options.Alternations) return null;
        var newcomer = IsAtHome(mac, address, owner) ? owner.Before : mac;
        if (_claimants.GetOrAdd(newcomer).Contested.Add(address)) _claimants.Changed(newcomer, now);
        return newcomer;
    }

    /// <summary>Who had the address first is at home there; of two that came later, the one whose own first address it is.</summary>
    private bool IsAtHome(MacAddress mac, IpAddr address, Owner owner) =>
        owner.First == mac || (owner.First != owner.Before && AddressOf(mac) == address);

    /// <summary>The address that the hardware had before all others; null when it has none of its own.</summary>
    public IpAddr? AddressOf(MacAddress mac) => _claimants.TryGet(mac, out var claimant) ? claimant.First : null;

    /// <summary>How many addresses the hardware contests.</summary>
    public int ContestedBy(MacAddress mac) => _claimants.TryGet(mac, out var claimant) ? claimant.Contested.Count : 0;

    private static (int Vlan, IpAddr Address) PlaceOf(string text) =>
        text.Split(' ') is [var vlan, var address] ? (int.Parse(vlan, CultureInfo.InvariantCulture), IpAddr.Parse(address)) : throw new FormatException($"no address of a network: '{text}'");

    private static MacAddress HardwareOf(string text) => MacAddress.TryParse(text, out var mac) ? mac : throw new FormatException($"no hardware address: '{text}'");
}
