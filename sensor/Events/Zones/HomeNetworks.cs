using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Which addresses are ours: what conn.log calls local, and what detectors take for the inside.</summary>
public sealed class HomeNetworks(IReadOnlyList<IpPrefix> prefixes)
{
    // What the IANA special-purpose address registries (RFC 6890) do not call globally reachable; Zeek counts the same blocks as local.
    private static readonly string[] PrivateSpace =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10",
    ];

    // Private use (RFC 1918, RFC 4193), shared (RFC 6598), loopback and link-local.
    private static readonly string[] InsideSpace =
        ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10"];

    private const int MappedBits = 96; // before those of an IPv4 prefix, as IpPrefix counts

    private HomeNetworks? _forDetectors; // where detectors see it with other eyes

    // asked some dozen times per flow: an array of one family each, that of IPv4 as masks and what is left under them
    private readonly (uint Mask, uint Network)[] _ipv4 = [.. prefixes.Where(prefix => prefix.Address.IsIPv4).Select(MaskOf)];
    private readonly IpPrefix[] _ipv6 = [.. prefixes.Where(prefix => !prefix.Address.IsIPv4)];

    /// <summary>Addresses that mean something only inside a network: private, link-local, loopback, documentation, reserved.</summary>
    public static HomeNetworks Private { get; } = new([.. PrivateSpace.Select(Parse)]);

    /// <summary>
    /// What detectors take for the inside when nobody says: <see cref="Private"/> without documentation, benchmark and reserved space, in which
    /// examples put the hosts of the Internet.
    /// </summary>
    public static HomeNetworks Inside { get; } = new([.. InsideSpace.Select(Parse)]);

    /// <summary>These networks as detectors see them: what was configured, or else <see cref="Inside"/>.</summary>
    public HomeNetworks ForDetectors => ReferenceEquals(this, Private) ? Inside : _forDetectors ?? this;

    /// <summary>The address blocks.</summary>
    public IReadOnlyList<IpPrefix> Prefixes { get; } = prefixes;

    /// <summary>Whether the address is one of ours.</summary>
    public bool Contains(IpAddr address)
    {
        if (address.IsIPv4)
        {
            foreach (var (mask, network) in _ipv4)
                if ((address.IPv4Value & mask) == network) return true;
            return false;
        }
        foreach (ref readonly var prefix in _ipv6.AsSpan())
            if (prefix.Contains(address)) return true;
        return false;
    }

    /// <summary>These networks and further ones.</summary>
    public HomeNetworks With(IReadOnlyList<IpPrefix> more)
    {
        if (more.All(IsWithin)) return this;
        var all = new HomeNetworks([.. Prefixes, .. more]);
        if (!ReferenceEquals(ForDetectors, this)) all._forDetectors = ForDetectors.With(more);
        return all;
    }

    private static (uint Mask, uint Network) MaskOf(IpPrefix prefix)
    {
        var bits = Math.Clamp(prefix.Length - MappedBits, 0, 32);
        var mask = bits == 0 ? 0 : uint.MaxValue << (32 - bits);
        return (mask, prefix.Address.IPv4Value & mask);
    }

    private bool IsWithin(IpPrefix block) => Prefixes.Any(prefix => prefix.Length <= block.Length && prefix.Contains(block.Address));

    private static IpPrefix Parse(string text) => IpPrefix.TryParse(text, out var prefix) ? prefix : throw new FormatException(text);
}
