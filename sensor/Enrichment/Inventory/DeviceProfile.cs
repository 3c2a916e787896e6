using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory;

/// <summary>What is concluded of a device from all that was said of it.</summary>
internal sealed record DeviceProfile
{
    private const string MakerSource = "oui";

    /// <summary>Host name, without domain.</summary>
    public string? Name { get; init; }

    /// <summary>Domain, workgroup or realm.</summary>
    public string? Domain { get; init; }

    /// <summary>What it is.</summary>
    public string? Kind { get; init; }

    /// <summary>Who made it.</summary>
    public string? Vendor { get; init; }

    /// <summary>Which model it is.</summary>
    public string? Model { get; init; }

    /// <summary>Its operating system.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>What it is on its network.</summary>
    public HostRole Role { get; init; }

    /// <summary>The profile of a device.</summary>
    public static DeviceProfile Of(KnownDevice device)
    {
        var (name, domain) = NameOf(device.Claims);
        return new DeviceProfile
        {
            Name = name,
            Domain = domain ?? Last(device.Claims, HostFactKind.Domain),
            Kind = Last(device.Claims, HostFactKind.DeviceKind),
            Vendor = LastBut(device.Claims, HostFactKind.Vendor, MakerSource) ?? Last(device.Claims, HostFactKind.Vendor),
            Model = Last(device.Claims, HostFactKind.Model),
            OperatingSystem = Last(device.Claims, HostFactKind.OperatingSystem),
            Role = DeviceRoles.Of(device),
        };
    }

    /// <summary>The name of the source that counts most; of one source the last.</summary>
    private static (string? Name, string? Domain) NameOf(IReadOnlyList<DeviceClaim> claims)
    {
        (string? Name, string? Domain) best = default;
        var bestRank = -1;
        foreach (var claim in claims)
        {
            if (claim.Kind != HostFactKind.Name || SourceRanks.OfName(claim.Source) is var rank && rank < bestRank) continue;
            if (HostNames.Split(claim.Value) is not { Name: not null } said) continue;
            (best, bestRank) = ((said.Name, said.Domain), rank);
        }
        return best;
    }

    private static string? Last(IReadOnlyList<DeviceClaim> claims, HostFactKind kind) => LastBut(claims, kind, null);

    private static string? LastBut(IReadOnlyList<DeviceClaim> claims, HostFactKind kind, string? source)
    {
        for (var i = claims.Count - 1; i >= 0; i--)
            if (claims[i].Kind == kind && claims[i].Source != source) return claims[i].Value;
        return null;
    }
}
