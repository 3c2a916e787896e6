using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory;

/// <summary>What a device is on its network, from what it does: keeps the accounts, carries the network, serves, is used, or is a thing.</summary>
internal static class DeviceRoles
{
    private static readonly HashSet<string> OfControllers = new(StringComparer.Ordinal) { "domain controller", "backup domain controller", "kerberos kdc" };

    private static readonly HashSet<string> OfInfrastructure = new(StringComparer.Ordinal) { "router", "gateway", "bridge", "switch", "access point", "wlan access point", "firewall", "modem" };

    private static readonly HashSet<string> OfPeople = new(StringComparer.Ordinal) { "workstation", "laptop", "phone", "tablet", "game console" };

    /// <summary>The role of a device.</summary>
    public static HostRole Of(KnownDevice device)
    {
        var (controls, carries, isPersons, isThing) = (false, device.Forwards, false, false);
        foreach (var claim in device.Claims)
        {
            if (claim.Kind == HostFactKind.Role)
            {
                controls |= OfControllers.Contains(claim.Value);
                carries |= OfInfrastructure.Contains(claim.Value);
            }
            else if (claim.Kind == HostFactKind.DeviceKind)
            {
                carries |= OfInfrastructure.Contains(claim.Value);
                isPersons |= OfPeople.Contains(claim.Value);
            }
            else if (claim.Kind is HostFactKind.OperatingSystem or HostFactKind.User) isPersons |= claim.Source is "http" or "kerberos";
        }
        if (controls) return HostRole.DomainController;
        if (carries) return HostRole.Infrastructure;
        if (isThing) return HostRole.Thing;
        if (device.Offers.MakeAServer) return HostRole.Server;
        return isPersons || device.UserAt(device.LastSeen) is not null ? HostRole.Client : HostRole.Unknown;
    }
}
