using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.Devices;

/// <summary>How odd it is that these traits of one device changed together. Pure.</summary>
internal static class IdentityScore
{
    // how systems are called, and whose family they are; what is not here is a family of its own
    private static readonly (string Start, string Family)[] Families =
    [
        ("Windows", "Windows"), ("Microsoft", "Windows"), ("macOS", "Apple"), ("iOS", "Apple"), ("iPadOS", "Apple"), ("Apple", "Apple"), ("Mac", "Apple"),
        ("Linux", "Linux"), ("Ubuntu", "Linux"), ("Debian", "Linux"), ("Fedora", "Linux"), ("Red Hat", "Linux"), ("Android", "Linux"), ("ChromeOS", "Linux"), ("Tizen", "Linux"),
        ("webOS", "Linux"), ("FreeBSD", "BSD"), ("OpenBSD", "BSD"), ("embedded", "embedded"),
    ];

    private const int PrefixBits = 24; // of a hardware address, behind the maker's prefix

    /// <summary>Whether two names of systems are of different families: "Windows" and "Windows 10 or later" are of one.</summary>
    public static bool IsOtherFamily(string from, string to) => FamilyOf(from) != FamilyOf(to);

    /// <summary>The risk, by what changed.</summary>
    public static RiskTally Of(IReadOnlyDictionary<DeviceChange, (string From, string To)> changes, bool isManaged)
    {
        var tally = new RiskTally();
        if (changes.TryGetValue(DeviceChange.OperatingSystem, out var system)) tally.Add("system", 30, $"{system.From} became {system.To}");
        if (changes.TryGetValue(DeviceChange.DhcpFingerprint, out var print)) tally.Add("dhcp", 25, $"asks for its address in another way ({print.From} became {print.To})");
        if (changes.TryGetValue(DeviceChange.Kind, out var kind)) tally.Add("kind", 15, $"was taken for a {kind.From}, now for a {kind.To}");
        if (changes.TryGetValue(DeviceChange.Vendor, out var vendor)) tally.Add("vendor", 10, $"{vendor.From} became {vendor.To}");
        if (changes.TryGetValue(DeviceChange.Name, out var name)) tally.Add("name", 15, $"{name.From} became {name.To}");
        return tally.AddIf(isManaged && tally.Parts.Count > 0, "managed", 10, "the roster knows the hardware address as a managed machine's");
    }

    /// <summary>The risk of an address that passed to other hardware without a lease.</summary>
    /// <param name="taken">Who had it, and what has it now.</param>
    /// <param name="now">What is known of the new one.</param>
    /// <param name="seesLeases">Whether leases are seen here at all.</param>
    public static RiskTally OfAddress(TakenAddress taken, HostIdentity now, bool seesLeases)
    {
        var (before, held) = (taken.Before, taken.Before.Mac!.Value);
        var isKin = held.Value >> PrefixBits == taken.Mac.Value >> PrefixBits || (before.Vendor is not null && before.Vendor == now.Vendor);
        return new RiskTally().Add("taken", 20, $"{taken.Address} passed from {held} to {taken.Mac}, to which nobody leased it")
            .AddIf(before.Role is HostRole.Thing or HostRole.Server or HostRole.DomainController or HostRole.Infrastructure, "fixed", 20, $"others expect {WordsFor(before)} there")
            .AddIf(!isKin, "maker", 10, $"the hardware is another maker's ({before.Vendor ?? "unknown"} before, {now.Vendor ?? "unknown"} now)")
            .AddIf(isKin, "maker", -10, "hardware of the same maker: a second card, a spare part")
            .AddIf(!isKin && before.Kind is not null && now.Kind is not null && before.Kind != now.Kind, "kind", 10, $"was taken for a {before.Kind}, now for a {now.Kind}")
            .AddIf(held.IsLocallyAdministered, "randomised", -20, "the old hardware address was made up: such change")
            .AddIf(now.Role is HostRole.Server or HostRole.Infrastructure, "fail-over", -15, "who has it now is a server or router itself: services fail over so")
            .AddIf(!seesLeases, "no leases", -10, "no lease was ever seen here: there may be one");
    }

    /// <summary>The risk of a device that took a server's name.</summary>
    public static RiskTally OfName(Device device, HostIdentity owner)
    {
        var isKin = device.Vendor is { } maker && maker == owner.Vendor;
        return new RiskTally().Add("name", 30, $"{owner.Address}, {WordsFor(owner)}, has this name, and is there")
            .AddIf(owner.Role == HostRole.DomainController, "controller", 15, "whoever looks for the domain finds its controller by name")
            .AddIf(device.Vendor is not null && owner.Vendor is not null && !isKin, "maker", 10, $"the hardware is another maker's ({owner.Vendor}'s and {device.Vendor}'s)")
            .AddIf(isKin, "maker", -15, "hardware of the same maker: a second card of the server")
            .AddIf(device.OperatingSystem is { } system && owner.OperatingSystem is { } known && IsOtherFamily(known, system), "system", 10, $"{owner.OperatingSystem} there, {device.OperatingSystem} here");
    }

    private static string WordsFor(HostIdentity host) => host.Role switch
    {
        HostRole.DomainController => "a domain controller",
        HostRole.Infrastructure => "a part of the network",
        HostRole.Server => "a server",
        _ => $"a {host.Kind ?? "device"}",
    };

    private static string FamilyOf(string system)
    {
        foreach (var (start, family) in Families)
            if (system.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return family;
        return system;
    }
}
