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

    private static string FamilyOf(string system)
    {
        foreach (var (start, family) in Families)
            if (system.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return family;
        return system;
    }
}
