using NetSensor.Wire;

namespace NetSensor.Analyzers.Exceptions;

/// <summary>Which hosts and services are meant. Of each kind that is named one must fit, and all kinds that are named must.</summary>
public sealed record HostMatch
{
    /// <summary>Address blocks.</summary>
    public IReadOnlyList<IpPrefix> Addresses { get; init; } = [];
    /// <summary>Host names, with or without their domain.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
    /// <summary>Ids of devices, or hardware addresses.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];
    /// <summary>Zones.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];
    /// <summary>Domains: the name itself and all below it.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];
    /// <summary>Ports.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>What a single text means: an address or a block, or else a host name or domain.</summary>
    public static HostMatch Any(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? new HostMatch { Addresses = [prefix] } : new HostMatch { Hosts = [text], Domains = [text] };

    /// <summary>Whether every kind that is named fits.</summary>
    public bool Covers(FindingSide side) =>
        (Addresses.Count == 0 || HasAddress(side)) && (Hosts.Count == 0 || HasHost(side)) && (Devices.Count == 0 || HasDevice(side))
        && (Zones.Count == 0 || HasZone(side)) && (Domains.Count == 0 || HasDomain(side)) && (Ports.Count == 0 || HasPort(side));

    /// <summary>Whether one kind that is named fits.</summary>
    public bool CoversAny(FindingSide side) => HasAddress(side) || HasHost(side) || HasDevice(side) || HasZone(side) || HasDomain(side) || HasPort(side);

    private bool HasAddress(FindingSide side) => side.Address is { } address && Addresses.Any(prefix => prefix.Contains(address));

    private bool HasHost(FindingSide side) => side.Host?.Name is { } name && Hosts.Any(host => Same(host, name)
        || (side.Host.Domain is { } domain && Same(host, $"{name}.{domain}")));

    private bool HasDevice(FindingSide side) => side.Host is { } host
        && Devices.Any(device => Same(device, host.DeviceId) || (host.Mac is { } mac && Same(device, mac.ToString())));

    private bool HasZone(FindingSide side) => side.Zone is { } zone && Zones.Contains(zone, StringComparer.Ordinal);

    private bool HasDomain(FindingSide side) => side.Name?.TrimEnd('.') is { } name && Domains.Any(domain => Same(domain, name)
        || (name.Length > domain.Length && name[^(domain.Length + 1)] == '.' && name.EndsWith(domain, StringComparison.OrdinalIgnoreCase)));

    private bool HasPort(FindingSide side) => side.Port is { } port && Ports.Contains(port);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
