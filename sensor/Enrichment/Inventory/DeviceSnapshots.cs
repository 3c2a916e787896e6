using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Writes down a device as it is known now.</summary>
internal static class DeviceSnapshots
{
    private const int MostIdentifiers = 12;

    /// <summary>The snapshot; what the roster says of it comes from elsewhere.</summary>
    public static Device Of(KnownDevice device)
    {
        ref readonly var profile = ref device.Profile;
        var known = profile.Class;
        return new Device
        {
            Id = device.Id,
            Mac = device.Key.IsRouted ? null : device.Key.Mac,
            IsMacRandomised = !device.Key.IsRouted && device.Key.Mac.IsLocallyAdministered,
            Addresses = AddressesOf(device.Addresses),
            Name = profile.Name,
            Domain = profile.Domain,
            Names = NamesOf(device.Claims),
            User = device.UserAt(device.LastSeen),
            Kind = known.Kind.Value,
            KindConfidence = known.Kind.Confidence,
            Vendor = known.Vendor.Value,
            VendorConfidence = known.Vendor.Confidence,
            Model = known.Model.Value,
            OperatingSystem = known.OperatingSystem.Value,
            OperatingSystemConfidence = known.OperatingSystem.Confidence,
            Role = profile.Role,
            Reasons = known.Reasons,
            DhcpFingerprint = DhcpFingerprintOf(device.Claims),
            Identifiers = ValuesOf(device.Claims, HostFactKind.Identifier) is { } numbers ? numbers.Select(number => number.Value).Distinct().Take(MostIdentifiers).ToArray() : [],
            Services = ServicesOf(device.Offers.All),
            FirstSeen = device.FirstSeen,
            LastSeen = device.LastSeen,
        };
    }

    /// <summary>The snapshot of a device of which nothing but the times changed since this one was taken.</summary>
    public static Device Again(KnownDevice device, Device before) => before with
    {
        Addresses = device.Addresses.Length == 1 ? before.Addresses : AddressesOf(device.Addresses),
        User = device.UserAt(device.LastSeen),
        FirstSeen = device.FirstSeen,
        LastSeen = device.LastSeen,
    };

    private static IReadOnlyList<IpAddr> AddressesOf(ReadOnlySpan<DeviceAddress> addresses)
    {
        if (addresses is [var only]) return [only.Address];
        var sorted = addresses.ToArray();
        Array.Sort(sorted, (one, other) => one.LastSeen == other.LastSeen ? one.Address.CompareTo(other.Address) : other.LastSeen.CompareTo(one.LastSeen));
        return Array.ConvertAll(sorted, entry => entry.Address);
    }

    private static string[] NamesOf(ReadOnlySpan<DeviceClaim> claims) => ValuesOf(claims, HostFactKind.Name) switch
    {
        null => [],
        [var only] => [only.Value],
        var several => [.. several.OrderByDescending(name => SourceRanks.OfName(name.Source)).Select(name => name.Value).Distinct(StringComparer.OrdinalIgnoreCase)],
    };

    private static string? DhcpFingerprintOf(ReadOnlySpan<DeviceClaim> claims)
    {
        for (var i = claims.Length - 1; i >= 0; i--)
            if (claims[i] is { Kind: HostFactKind.Fingerprint, Source: "dhcp" }) return claims[i].Value;
        return null;
    }

    private static string[] ServicesOf(ReadOnlySpan<OfferedService> offers)
    {
        if (offers.IsEmpty) return [];
        var services = new string[offers.Length];
        for (var i = 0; i < services.Length; i++) services[i] = offers[i].Text;
        return services;
    }

    /// <summary>What was said of one kind, and by whom; null for nothing: of most devices little was said, and they are written down often.</summary>
    private static List<(string Value, string Source)>? ValuesOf(ReadOnlySpan<DeviceClaim> claims, HostFactKind kind)
    {
        List<(string, string)>? values = null;
        foreach (ref readonly var claim in claims)
            if (claim.Kind == kind) (values ??= new(1)).Add((claim.Value, claim.Source));
        return values;
    }
}
