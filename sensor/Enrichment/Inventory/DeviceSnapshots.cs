using System.Runtime.InteropServices;
using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Writes down a device as it is known now.</summary>
internal static class DeviceSnapshots
{
    private const int MostIdentifiers = 12;

    /// <summary>The snapshot; what the roster says of it comes from elsewhere.</summary>
    public static Device Of(KnownDevice device)
    {
        var profile = device.Profile;
        var known = profile.Class;
        return new Device
        {
            Id = device.Id,
            Mac = device.Key.IsRouted ? null : device.Key.Mac,
            IsMacRandomised = !device.Key.IsRouted && device.Key.Mac.IsLocallyAdministered,
            Addresses = device.Addresses is [var only] ? [only.Address] : [.. device.Addresses.OrderByDescending(entry => entry.LastSeen).ThenBy(entry => entry.Address).Select(entry => entry.Address)],
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
            DhcpFingerprint = Has(device.Claims, HostFactKind.Fingerprint) ? device.Claims.LastOrDefault(claim => claim is { Kind: HostFactKind.Fingerprint, Source: "dhcp" }).Value : null,
            Identifiers = Has(device.Claims, HostFactKind.Identifier)
                ? [.. device.Claims.Where(claim => claim.Kind == HostFactKind.Identifier).Select(claim => claim.Value).Distinct().Take(MostIdentifiers)] : [],
            Services = device.Offers.All.Count == 0 ? [] : [.. device.Offers.All.Select(offer => offer.Text)],
            FirstSeen = device.FirstSeen,
            LastSeen = device.LastSeen,
        };
    }

    private static List<string> NamesOf(List<DeviceClaim> claims) => !Has(claims, HostFactKind.Name) ? [] :
        [.. claims.Where(claim => claim.Kind == HostFactKind.Name).OrderByDescending(claim => SourceRanks.OfName(claim.Source)).Select(claim => claim.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether anything of a kind was said: of most devices little was, and they are written down often.</summary>
    private static bool Has(List<DeviceClaim> claims, HostFactKind kind)
    {
        foreach (ref readonly var claim in CollectionsMarshal.AsSpan(claims))
            if (claim.Kind == kind) return true;
        return false;
    }
}
