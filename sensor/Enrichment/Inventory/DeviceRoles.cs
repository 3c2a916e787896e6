using NetSensor.Enrichment.Inventory.Classification;
using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory;

/// <summary>What a device is on its network, from what it does: keeps the accounts, carries the network, serves, is used, or is a thing.</summary>
internal static class DeviceRoles
{
    private const int SureOfKind = 40; // percent from which a kind decides; below, what it does says more

    private static readonly HashSet<string> OfControllers = new(StringComparer.Ordinal) { "domain controller", "backup domain controller", "kerberos kdc" };

    private static readonly HashSet<string> OfInfrastructure = new(StringComparer.Ordinal) { "router", "gateway", "bridge", "switch", "access point", "wlan access point", "firewall", "modem" };

    /// <summary>The role of a device that was concluded to be of this kind.</summary>
    public static HostRole Of(KnownDevice device, Conclusion kind)
    {
        var (controls, carries) = (false, device.Forwards);
        foreach (ref readonly var claim in device.Claims)
        {
            if (claim.Kind is not (HostFactKind.Role or HostFactKind.DeviceKind)) continue;
            controls |= claim.Kind == HostFactKind.Role && OfControllers.Contains(claim.Value);
            carries |= OfInfrastructure.Contains(claim.Value);
        }
        if (controls) return HostRole.DomainController;
        if (carries) return HostRole.Infrastructure;
        var byKind = kind.Value is { } known && kind.Confidence >= SureOfKind ? DeviceKinds.RoleOf(known) : HostRole.Unknown;
        if (byKind is HostRole.Thing or HostRole.Infrastructure) return byKind;
        if (device.Offers.MakeAServer) return HostRole.Server;
        if (byKind != HostRole.Unknown) return byKind;
        return device.UserAt(device.LastSeen) is not null ? HostRole.Client : HostRole.Unknown;
    }
}
