using NetSensor.Wire;

namespace NetSensor.Enrichment;

/// <summary>
/// Which addresses one machine uses, by its hardware address: what it asked the DNS over IPv6 names what it does over IPv4, and the other way
/// round. A hardware address that carries several IPv4 addresses, or many of any kind, is a router's and tells nothing. One thread, bounded.
/// </summary>
public sealed class HardwareClients(int capacity)
{
    private const int MaxAddresses = 8; // a machine has one IPv4 address and a few of IPv6: link-local, stable, temporary

    private const int Unknown = AgedTable<MacAddress, ShortList<IpAddr>>.None;

    private readonly AgedTable<MacAddress, ShortList<IpAddr>> _addresses = new(); // in the order in which they came

    /// <summary>Hardware addresses that a full table pushed out.</summary>
    public long Evictions { get; private set; }

    /// <summary>Notes that this hardware sent as this address.</summary>
    public void Note(MacAddress hardware, IpAddr address)
    {
        if (!hardware.IsKnown || hardware.IsGroup || address == default || address.IsMulticast) return;
        var number = _addresses.Find(hardware);
        if (number == Unknown) number = Add(hardware);
        ref var known = ref _addresses[number];
        if (known.Count <= MaxAddresses && !known.All.Contains(address)) known.Add(address);
    }

    /// <summary>All addresses of the machine with this hardware address, valid until the next is noted; none when several machines may stand behind it.</summary>
    public ReadOnlySpan<IpAddr> Of(MacAddress hardware)
    {
        var number = _addresses.Find(hardware);
        if (number == Unknown || _addresses[number].Count > MaxAddresses) return [];
        var known = _addresses[number].All;
        var ipv4 = 0;
        foreach (var address in known)
            if (address.IsIPv4) ipv4++;
        return ipv4 <= 1 ? known : [];
    }

    /// <summary>Asks for the memory that a look-up of this hardware address will read (<see cref="CacheLines"/>), one step of it.</summary>
    internal void FetchAhead(MacAddress hardware, FetchStep step)
    {
        if (step != FetchStep.Content) _addresses.FetchAhead(hardware, step);
        else if (_addresses.FirstAlike(hardware) is var number and not Unknown) _addresses[number].FetchAhead();
    }

    private int Add(MacAddress hardware)
    {
        if (_addresses.Count >= capacity)
        {
            Evictions++;
            _addresses.Remove(_addresses.Oldest);
        }
        return _addresses.Add(hardware, default);
    }
}
