using System.Runtime.InteropServices;
using NetSensor.Wire;

namespace NetSensor.Enrichment;

/// <summary>
/// Which addresses one machine uses, by its hardware address: what it asked the DNS over IPv6 names what it does over IPv4, and the other way
/// round. A hardware address that carries several IPv4 addresses, or many of any kind, is a router's and tells nothing. One thread, bounded.
/// </summary>
public sealed class HardwareClients(int capacity)
{
    private const int MaxAddresses = 8; // a machine has one IPv4 address and a few of IPv6: link-local, stable, temporary

    private readonly Dictionary<MacAddress, List<IpAddr>> _addresses = [];
    private readonly Queue<MacAddress> _byAge = new();

    /// <summary>Hardware addresses that a full table pushed out.</summary>
    public long Evictions { get; private set; }

    /// <summary>Notes that this hardware sent as this address.</summary>
    public void Note(MacAddress hardware, IpAddr address)
    {
        if (!hardware.IsKnown || hardware.IsGroup || address == default || address.IsMulticast) return;
        if (!_addresses.TryGetValue(hardware, out var known)) known = Add(hardware);
        if (known.Count <= MaxAddresses && !known.Contains(address)) known.Add(address);
    }

    /// <summary>All addresses of the machine with this hardware address, valid until the next is noted; none when several machines may stand behind it.</summary>
    public ReadOnlySpan<IpAddr> Of(MacAddress hardware)
    {
        if (!_addresses.TryGetValue(hardware, out var known) || known.Count > MaxAddresses) return [];
        var ipv4 = 0;
        foreach (var address in known)
            if (address.IsIPv4) ipv4++;
        return ipv4 <= 1 ? CollectionsMarshal.AsSpan(known) : [];
    }

    private List<IpAddr> Add(MacAddress hardware)
    {
        if (_addresses.Count >= capacity)
        {
            Evictions++;
            _addresses.Remove(_byAge.Dequeue());
        }
        _byAge.Enqueue(hardware);
        return _addresses[hardware] = new List<IpAddr>(2);
    }
}
