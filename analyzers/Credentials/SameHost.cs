using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>Whether two addresses are one host's, as far as the directory of hosts knows.</summary>
internal sealed class SameHost(IHostDirectory hosts)
{
    /// <summary>One for addresses of different versions of IP of which nothing is known: most hosts have both, and this must accuse nobody.</summary>
    public Kinship Of(IpAddr first, IpAddr second)
    {
        if (first == second) return Kinship.One;
        var (one, other) = (hosts.Find(first), hosts.Find(second));
        if (one is not null && other is not null && one.DeviceId == other.DeviceId) return Kinship.One;
        if (one?.Name is { } name && other?.Name is { } otherName) return string.Equals(name, otherName, StringComparison.OrdinalIgnoreCase) ? Kinship.One : Kinship.Two;
        if (first.IsIPv4 != second.IsIPv4) return Kinship.One;
        return one?.Mac is not null && other?.Mac is not null ? Kinship.Two : Kinship.Perhaps;
    }

    /// <summary>The name of the host that has this address now; null when nobody knows.</summary>
    public string? NameOf(IpAddr address) => hosts.Find(address)?.Name;
}
