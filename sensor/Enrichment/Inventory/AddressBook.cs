using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>
/// Which device has which address, and had before. An address is bound by what announces it (DHCP, ARP, neighbour discovery), or else by the packets
/// that show it with a hardware address, unless that is a router's: then the address stands for the device.
/// </summary>
internal sealed class AddressBook(InventoryOptions options, DeviceTable devices)
{
    private const int MostAddressesByPackets = 2; // IPv4 addresses of one machine that nobody announced; a third shows a router
    private static readonly TimeSpan AnnouncementHolds = TimeSpan.FromHours(1); // against packets that show another hardware address

    private static readonly TimeSpan Contest = TimeSpan.FromMinutes(1); // who takes an address over does not hear of its former holder again

    private readonly RecentMap<IpAddr, AddressHistory> _addresses = new(options.Addresses);
    private readonly ForwardingMacs _forwarding = new();

    /// <summary>Addresses that had to make room.</summary>
    public long Evictions => _addresses.Evictions;

    /// <summary>Whose the address is now.</summary>
    public Binding? Current(IpAddr address) => _addresses.TryPeek(address, out var history) ? history.Current : null;

    /// <summary>Whose the address was then.</summary>
    public Binding? At(IpAddr address, Timestamp at) => _addresses.TryPeek(address, out var history) ? history.At(at, options.BindingHolds) : null;

    /// <summary>Asks for the memory that a look-up of this address will read (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(IpAddr address, FetchStep step) => _addresses.FetchAhead(address, step);

    /// <summary>An address that is none of ours came with this hardware address.</summary>
    public void CarriesElsewhere(MacAddress mac, IpAddr elsewhere, Timestamp at)
    {
        if (_forwarding.Carries(mac, elsewhere)) Split(mac, at);
    }

    /// <summary>Somebody whose word counts says that the device with this hardware address has the address.</summary>
    public void Announce(IpAddr address, MacAddress mac, BindingSource source, (Timestamp From, Timestamp? Until) valid)
    {
        var history = HistoryOf(address, valid.From);
        var device = devices.Get(DeviceKey.Of(mac), valid.From);
        if (history.Current is { } current && (current.Device == device || TryMerge(history, current, device)))
        {
            current.Source = (BindingSource)Math.Max((byte)current.Source, (byte)source);
            Confirm(current, address, valid.From);
            current.LeaseEnd = valid.Until ?? current.LeaseEnd;
            if (valid.Until is not null) devices.MarkUnsaved(device);
            return;
        }
        if (history.Current is { Source: BindingSource.Announcement } other && source == BindingSource.Announcement && valid.From <= other.Confirmed + Contest
            && IsSettled(history, other, device, valid.From)) return;
        history.Add(new Binding(device, source, valid.From) { LeaseEnd = valid.Until });
        device.Use(address, valid.From);
        devices.MarkUnsaved(device);
    }

    /// <summary>Its place among the holders of the address, in an earlier run of the sensor.</summary>
    public void Recall(IpAddr address, Binding binding) => HistoryOf(address, binding.Confirmed).Recall(binding);

    /// <summary>A device of an earlier run is known to forward.</summary>
    public void RecallForwarding(MacAddress mac) => _forwarding.Add(mac);

    /// <summary>When the device had the address.</summary>
    public IEnumerable<Binding> Of(KnownDevice device, IpAddr address) =>
        _addresses.TryPeek(address, out var history) ? history.All.Where(binding => binding.Device == device) : [];

    /// <summary>Two announce one address within a minute: whether one of them does so for others, and whose it is is settled.</summary>
    private bool IsSettled(AddressHistory history, Binding current, KnownDevice device, Timestamp at)
    {
        var (mac, address) = (device.Key.Mac, history.Address);
        if (_forwarding.Contains(mac) || _forwarding.HasContested(mac, address)) return true;
        if (history.Before is { } before && before.Device == device && at <= current.From + Contest) // the first speaks again
        {
            history.TakeBack();
            Confirm(before, address, at);
            devices.MarkUnsaved(current.Device);
            if (_forwarding.Contests(current.Device.Key.Mac, address)) Split(current.Device.Key.Mac, at);
            return true;
        }
        if (!_forwarding.IsContesting(mac) || !_forwarding.Contests(mac, address)) return false;
        Split(mac, at);
        return true;
    }

    /// <summary>Packets of a flow that began then showed the address with this hardware address, which is unset where none was seen.</summary>
    public Binding See(IpAddr address, MacAddress mac, Timestamp at)
    {
        var history = HistoryOf(address, at);
        if (history.Current is { } known && known.Device.Key.Mac == mac) return Confirm(known, address, at); // nearly always
        var isOwn = mac.IsKnown && !mac.IsGroup && !_forwarding.Contains(mac);
        if (history.Current is not { } current) return Bind(history, isOwn ? mac : default, at);
        if (!isOwn) return Confirm(current, address, at); // what comes by way of a router speaks against nobody
        if (at < current.From) return current; // of a flow that began before
        var device = devices.Get(DeviceKey.Of(mac), at);
        if (TryMerge(history, current, device))
        {
            current.Source = BindingSource.Packets;
            return Confirm(current, address, at);
        }
        if (current.Source > BindingSource.Packets && at <= Timestamp.Max(current.Confirmed + AnnouncementHolds, current.LeaseEnd ?? default)) return current;
        return Bind(history, mac, at);
    }

    private AddressHistory HistoryOf(IpAddr address, Timestamp now)
    {
        if (_addresses.TryUse(address, now, out var history)) return history;
        history = new AddressHistory(address);
        _addresses.Add(address, history, now);
        return history;
    }

    private Binding Bind(AddressHistory history, MacAddress mac, Timestamp at)
    {
        var device = devices.Get(mac.IsKnown ? DeviceKey.Of(mac) : DeviceKey.Of(history.Address), at);
        var binding = new Binding(device, mac.IsKnown ? BindingSource.Packets : BindingSource.AddressAlone, at);
        history.Add(binding);
        devices.MarkUnsaved(device);
        if (!device.Use(history.Address, at) || !mac.IsKnown || !CarriesTooMany(device)) return binding;
        _forwarding.Add(mac);
        Split(mac, at);
        return history.Current!;
    }

    private Binding Confirm(Binding binding, IpAddr address, Timestamp at)
    {
        binding.Confirmed = Timestamp.Max(binding.Confirmed, at);
        binding.Device.Use(address, at);
        devices.Use(binding.Device, at);
        return binding;
    }

    /// <summary>The address stood for its device until its hardware address was seen.</summary>
    private bool TryMerge(AddressHistory history, Binding current, KnownDevice device)
    {
        if (current.Source != BindingSource.AddressAlone) return false;
        device.TakeOver(history.Address, current.Device);
        devices.Remove(current.Device);
        current.MoveTo(device);
        devices.MarkUnsaved(device);
        return true;
    }

    private bool CarriesTooMany(KnownDevice device)
    {
        var found = 0;
        foreach (var known in device.Addresses)
            if (known.Address.IsIPv4 && Current(known.Address) is { Source: BindingSource.Packets } binding && binding.Device == device) found++;
        return found > MostAddressesByPackets;
    }

    /// <summary>The hardware address turned out to be a router's: addresses that nobody announced as its own are devices of their own.</summary>
    private void Split(MacAddress mac, Timestamp at)
    {
        var router = devices.Get(DeviceKey.Of(mac), at);
        router.MarkAsForwarding();
        foreach (var known in router.Addresses.ToArray())
        {
            if (Current(known.Address) is not { Source: BindingSource.Packets } binding || binding.Device != router) continue;
            var device = devices.Get(DeviceKey.Of(known.Address), at);
            device.TakeOver(known.Address, router);
            binding.MoveTo(device);
            binding.Source = BindingSource.AddressAlone;
            devices.MarkUnsaved(device);
        }
    }
}
