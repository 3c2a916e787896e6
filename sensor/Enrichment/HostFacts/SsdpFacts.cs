using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What UPnP devices announce: system and product, UUID, device and service types.</summary>
public sealed class SsdpFacts : HostFactSource<SsdpEvent>
{
    private const string Source = "ssdp";
    private const string DeviceType = ":device:";
    private const string ServiceType = ":service:";

    /// <inheritdoc/>
    protected override void Read(SsdpEvent happened, FactWriter facts)
    {
        var host = facts.For(Source, happened.Sender, happened.SenderMac);
        if (happened.Method == "M-SEARCH")
        {
            host.Has(HostFactKind.Software, happened.UserAgent);
            host.Has(HostFactKind.Attribute, happened.Target is { } wanted ? "searches=" + wanted : null);
            return;
        }
        if (happened.Subtype == "ssdp:byebye") return;
        host.Has(HostFactKind.Software, happened.Server);
        host.Has(HostFactKind.Attribute, Uuid(happened.UniqueName) is { } uuid ? "upnp=" + uuid : null); // a host may hold several devices
        host.Has(HostFactKind.Attribute, happened.Location is { } location ? "location=" + location : null, happened.MaxAge);
        host.Has(HostFactKind.DeviceKind, Behind(happened.Target, DeviceType));
        host.Has(HostFactKind.Service, happened.Target is { } target && target.Contains(ServiceType, StringComparison.Ordinal) ? target : null);
    }

    /// <summary>"uuid:…" of "uuid:…::urn:schemas-upnp-org:device:…".</summary>
    private static string? Uuid(string? name)
    {
        if (name is null || !name.StartsWith("uuid:", StringComparison.OrdinalIgnoreCase)) return null;
        var end = name.IndexOf("::", StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }

    /// <summary>"InternetGatewayDevice" of "urn:schemas-upnp-org:device:InternetGatewayDevice:1".</summary>
    private static string? Behind(string? target, string mark)
    {
        var at = target?.IndexOf(mark, StringComparison.Ordinal) ?? -1;
        if (at < 0) return null;
        var type = target![(at + mark.Length)..];
        var end = type.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? type : type[..end];
    }
}
