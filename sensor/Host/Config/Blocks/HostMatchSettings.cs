using System.Globalization;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Config;

/// <summary>The <c>source</c> and <c>destination</c> of an exception: every kind that is named must fit, and of each kind one of those named.</summary>
internal sealed class HostMatchSettings(IReadOnlyList<NetworkZone> zones, bool isSource)
{
    private static readonly string[] SourceKeys = ["address", "host", "device", "zone"];
    private static readonly string[] DestinationKeys = ["address", "host", "device", "zone", "domain", "port"];

    /// <summary>Reads the block.</summary>
    public HostMatch Read(ConfigSection section)
    {
        if (section.IsEmpty) throw section.Fault($"names nothing; there are {string.Join(", ", isSource ? SourceKeys : DestinationKeys)}");
        var match = new HostMatch();
        section.Each(entry => match = With(match, entry));
        return match;
    }

    private HostMatch With(HostMatch match, ConfigEntry entry) => entry.Key switch
    {
        "address" => match with { Addresses = entry.Some(Prefix) },
        "host" => match with { Hosts = entry.Some(item => item.Text()) },
        "device" => match with { Devices = entry.Some(item => item.Text()) },
        "zone" => match with { Zones = entry.Some(Zone) },
        "domain" when !isSource => match with { Domains = entry.Some(Domain) },
        "port" when !isSource => match with { Ports = entry.Some(Port) },
        _ => throw entry.Unknown(isSource ? SourceKeys : DestinationKeys),
    };

    private static IpPrefix Prefix(ConfigEntry item) =>
        IpPrefix.TryParse(item.Text(), out var prefix) ? prefix : throw item.Wrong("no address; write one as 10.0.0.5, 10.0.0.0/8 or 2001:db8::/32");

    private string Zone(ConfigEntry item) => item.Text() == NetworkZones.Internal || zones.Any(zone => zone.Name == item.Text())
        ? item.Text()
        : throw item.Wrong($"no zone; there are {string.Join(", ", zones.Select(zone => zone.Name).Append(NetworkZones.Internal))}");

    private static string Domain(ConfigEntry item)
    {
        var text = item.Text();
        var domain = (text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text).Trim('.');
        return domain.Length > 0 && !domain.Contains('*') && !domain.Contains('/') && !domain.Contains(' ')
            ? domain
            : throw item.Wrong("no domain; write one as example.com, which covers all below it");
    }

    private static int Port(ConfigEntry item) => int.TryParse(item.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
        ? port
        : throw item.Wrong("no port; allowed are 1 to 65535");
}
