namespace NetSensor.Enrichment.HostFacts;

/// <summary>What vendor classes that are in wide use (option 60) say of a client's system and kind.</summary>
internal static class DhcpVendorClasses
{
    private static readonly (string Start, string System)[] Systems =
    [
        ("MSFT 5.0", "Windows"),            // 2000 and all later ones
        ("MSFT 98", "Windows 98"),
        ("MSFT", "Windows"),
        ("android-dhcp-", "Android"),       // with the version behind it
        ("udhcp", "Linux"),                 // BusyBox
        ("dhcpcd", "Linux"),                // says more behind it, which is taken where it does
        ("HUAWEI:android", "Android"),
    ];

    private static readonly (string Start, string Kind)[] Kinds =
    [
        ("PXEClient", "pxe client"),
        ("ArubaAP", "access point"),
        ("Cisco AP", "access point"),
        ("Hewlett-Packard JetDirect", "printer"),
        ("HP Printer", "printer"),
        ("Polycom", "phone"),
        ("Cisco Systems, Inc. IP Phone", "phone"),
        ("docsis", "modem"),
        ("ciscopnp", "switch or router"),
        ("AXIS", "camera"),
    ];

    /// <summary>The system; null when the class does not say.</summary>
    public static string? OperatingSystem(string? vendorClass)
    {
        if (string.IsNullOrEmpty(vendorClass)) return null;
        if (vendorClass.StartsWith("android-dhcp-", StringComparison.Ordinal)) return "Android " + vendorClass["android-dhcp-".Length..];
        if (vendorClass.StartsWith("dhcpcd", StringComparison.Ordinal) && vendorClass.Split(':') is { Length: > 1 } parts) return parts[1]; // "dhcpcd-6.8.2:Linux-4.4.38:armv7l:BCM2709"
        foreach (var (start, system) in Systems)
            if (vendorClass.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return system;
        return null;
    }

    /// <summary>What it is; null when the class does not say.</summary>
    public static string? DeviceKind(string? vendorClass)
    {
        if (string.IsNullOrEmpty(vendorClass)) return null;
        foreach (var (start, kind) in Kinds)
            if (vendorClass.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return kind;
        return null;
    }
}
