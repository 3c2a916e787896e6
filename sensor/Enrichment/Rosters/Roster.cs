using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Rosters;

/// <summary>
/// The managed machines, found by several keys, the surest first: hardware address, serial or id, name, and last an address, which counts only where the
/// hardware address is not known on one of the sides. Never changes once read; any thread may ask.
/// </summary>
public sealed class Roster
{
    private readonly Dictionary<MacAddress, RosterEntry> _byMac = [];
    private readonly Dictionary<string, List<RosterEntry>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RosterEntry> _byIdentifier = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<IpAddr, RosterEntry> _byAddress = [];

    internal Roster(IReadOnlyList<RosterEntry> entries, IReadOnlyList<string> faults)
    {
        (Entries, Faults) = (entries, faults);
        foreach (var entry in entries)
        {
            foreach (var mac in entry.Macs) _byMac.TryAdd(mac, entry);
            foreach (var identifier in entry.Identifiers) _byIdentifier.TryAdd(identifier, entry);
            foreach (var address in entry.Addresses) _byAddress.TryAdd(address, entry);
            foreach (var name in entry.Names) AddName(Short(name), entry);
        }
    }

    /// <summary>The machines.</summary>
    public IReadOnlyList<RosterEntry> Entries { get; }

    /// <summary>Rows that make no sense, with their places.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>What it says of a device.</summary>
    /// <param name="device">The device, as it is known now.</param>
    /// <param name="grace">How long it may be there before that is a finding.</param>
    public ManagedState Match(Device device, TimeSpan grace) =>
        Find(device) is var (entry, key) && entry is not null
            ? new ManagedState(true, key, entry.Owner, entry.Agent, entry.LastSeen) { Grace = grace }
            : new ManagedState(false, null, null, null, null) { Grace = grace };

    private (RosterEntry? Entry, string? Key) Find(Device device)
    {
        if (device.Mac is { } mac && _byMac.TryGetValue(mac, out var entry)) return (entry, "mac");
        foreach (var identifier in device.Identifiers)
            if (_byIdentifier.TryGetValue(identifier, out entry)) return (entry, "serial");
        if (device.Name is { } name && ByName(name, device.Domain) is { } named) return (named, "name");
        foreach (var address in device.Addresses)
            if (_byAddress.TryGetValue(address, out entry) && (device.Mac is null || entry.Macs.Count == 0)) return (entry, "ip");
        return default;
    }

    /// <summary>The machine of that name; where both sides tell a domain it is the same.</summary>
    private RosterEntry? ByName(string name, string? domain)
    {
        if (!_byName.TryGetValue(name, out var entries)) return null;
        foreach (var entry in entries)
            foreach (var listed in entry.Names)
                if (Short(listed).Equals(name, StringComparison.OrdinalIgnoreCase) && AreOne(DomainOf(listed), domain)) return entry;
        return null;
    }

    /// <summary>Whether two domains may be the same: one is not told, or one is the short form of the other (a NetBIOS domain).</summary>
    private static bool AreOne(string? listed, string? seen) =>
        listed is null || seen is null || listed.Equals(seen, StringComparison.OrdinalIgnoreCase)
        || listed.StartsWith(seen + ".", StringComparison.OrdinalIgnoreCase) || seen.StartsWith(listed + ".", StringComparison.OrdinalIgnoreCase);

    private void AddName(string name, RosterEntry entry)
    {
        if (!_byName.TryGetValue(name, out var entries)) _byName[name] = entries = new List<RosterEntry>(1);
        entries.Add(entry);
    }

    private static string Short(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : name;

    private static string? DomainOf(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[(dot + 1)..] : null;
}
