using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Ocsf;

/// <summary>What is known of a host, as OCSF's endpoint and device say it.</summary>
internal static class HostObject
{
    private const int Other = 99;

    private static readonly string[] TypeNames =
    [
        "Unknown", "Server", "Desktop", "Laptop", "Tablet", "Mobile", "Virtual", "IOT", "Browser", "Firewall", "Switch", "Hub", "Router", "IDS", "IPS", "Load Balancer",
    ];

    /// <summary>Writes a <c>device</c>: the host, with the address that it had.</summary>
    public static void WriteDevice(Utf8JsonWriter json, HostIdentity? host, IpAddr address, string? zone)
    {
        json.WriteStartObject("device");
        json.WriteString("ip", address.ToString());
        Write(json, host, zone);
        if (host is null) json.WriteNumber("type_id", 0); // which a device must have
        if (host?.Vendor is { } vendor) json.WriteString("vendor_name", vendor);
        if (host?.IsManaged is { } managed) json.WriteBoolean("is_managed", managed);
        if (host?.Kind is { } kind) json.WriteString("desc", kind);
        json.WriteEndObject();
    }

    /// <summary>Writes what endpoints and devices have in common, into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, HostIdentity? host, string? zone)
    {
        if (zone is not null) json.WriteString("zone", zone);
        if (host is null) return;
        json.WriteString("uid", host.DeviceId);
        if (host.Name is { } name)
        {
            json.WriteString("hostname", FullName(host));
            json.WriteString("name", name);
        }
        if (host.Domain is { } domain) json.WriteString("domain", domain);
        if (host.Mac is { } mac) json.WriteString("mac", mac.ToString());
        WriteType(json, host.Kind);
        WriteSystem(json, host.OperatingSystem);
        if (host.User is not { } user) return;
        json.WriteStartObject("owner");
        json.WriteString("name", user);
        json.WriteEndObject();
    }

    /// <summary>A host's name with its domain, where that is one of the DNS.</summary>
    public static string? FullName(string? name, string? domain) =>
        name is not null && domain is not null && domain.Contains('.', StringComparison.Ordinal) ? $"{name}.{domain}" : name;

    /// <summary>As above, of a host that nobody may know.</summary>
    public static string? FullName(HostIdentity? host) => FullName(host?.Name, host?.Domain);

    /// <summary>Writes what kind of device it is, as OCSF's number and its caption; a kind that has none is named as it is.</summary>
    public static void WriteType(Utf8JsonWriter json, string? kind)
    {
        var id = DeviceTypes.IdOf(kind);
        json.WriteNumber("type_id", id);
        json.WriteString("type", id == Other ? kind : TypeNames[id]);
    }

    private static void WriteSystem(Utf8JsonWriter json, string? system)
    {
        if (system is null) return;
        json.WriteStartObject("os");
        json.WriteString("name", system);
        json.WriteNumber("type_id", DeviceTypes.SystemIdOf(system));
        json.WriteEndObject();
    }
}
