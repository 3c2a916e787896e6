using NetSensor.Events;

namespace NetSensor.Enrichment.Inventory;

/// <summary>What is concluded of a device from all that was said of it.</summary>
/// <param name="Name">Host name, without domain.</param>
/// <param name="Domain">Domain, workgroup or realm.</param>
/// <param name="Class">What it is.</param>
/// <param name="Role">What it is on its network.</param>
internal readonly record struct DeviceProfile(string? Name, string? Domain, Classification.Classification Class, HostRole Role)
{
    /// <summary>The profile of a device.</summary>
    public static DeviceProfile Of(KnownDevice device)
    {
        var (name, domain) = device.Named;
        var concluded = device.Class;
        return new DeviceProfile(name, domain ?? Last(device.Claims, HostFactKind.Domain), concluded, DeviceRoles.Of(device, concluded.Kind));
    }

    /// <summary>The name of the source that counts most; of one source the last.</summary>
    public static (string? Name, string? Domain) NameOf(ReadOnlySpan<DeviceClaim> claims)
    {
        (string? Name, string? Domain) best = default;
        var bestRank = -1;
        foreach (ref readonly var claim in claims)
        {
            if (claim.Kind != HostFactKind.Name || SourceRanks.OfName(claim.Source) is var rank && rank < bestRank) continue;
            if (HostNames.Split(claim.Value) is not { Name: not null } said) continue;
            (best, bestRank) = ((said.Name, said.Domain), rank);
        }
        return best;
    }

    private static string? Last(ReadOnlySpan<DeviceClaim> claims, HostFactKind kind)
    {
        for (var i = claims.Length - 1; i >= 0; i--)
            if (claims[i].Kind == kind) return claims[i].Value;
        return null;
    }
}
