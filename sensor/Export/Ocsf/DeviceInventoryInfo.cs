using System.Buffers;
using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Export.Ocsf;

/// <summary>
/// Writes a <see cref="Device"/> as an OCSF 1.8.0 Device Inventory Info (class 5001), one JSON object. What the schema has no place for (confidence,
/// reasons, services) is in <c>enrichments</c>, a list of named values with data.
/// </summary>
public sealed class DeviceInventoryInfo(string productVersion)
{
    private const int DiscoveryCategory = 5, InventoryInfo = 5001, Collect = 2, Informational = 1;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly OcsfMetadata _metadata = new(productVersion);

    /// <summary>The object without line end; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(DeviceEvent told)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        WriteClass(json, told);
        _metadata.Write(json);
        WriteDevice(json, told.Device);
        WriteEnrichments(json, told.Device);
        WriteObservables(json, told.Device);
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenSpan;
    }

    private static void WriteClass(Utf8JsonWriter json, DeviceEvent told)
    {
        json.WriteNumber("activity_id", Collect);
        json.WriteString("activity_name", "Collect");
        json.WriteNumber("category_uid", DiscoveryCategory);
        json.WriteString("category_name", "Discovery");
        json.WriteNumber("class_uid", InventoryInfo);
        json.WriteString("class_name", "Device Inventory Info");
        json.WriteNumber("type_uid", InventoryInfo * 100 + Collect);
        json.WriteNumber("severity_id", Informational);
        json.WriteNumber("time", Milliseconds.Of(told.Time));
    }

    private static void WriteDevice(Utf8JsonWriter json, Device device)
    {
        json.WriteStartObject("device");
        json.WriteString("uid", device.Id);
        HostObject.WriteType(json, device.Kind);
        WriteIf(json, "desc", device.Kind); // OCSF's types are coarse: a printer and a camera are "IOT"
        WriteIf(json, "name", device.Name);
        WriteIf(json, "hostname", HostObject.FullName(device.Name, device.Domain));
        WriteIf(json, "domain", device.Domain);
        if (device.Addresses.Count > 0) json.WriteString("ip", device.Addresses[0].ToString());
        if (device.Mac is { } mac) json.WriteString("mac", mac.ToString());
        WriteIf(json, "vendor_name", device.Vendor);
        WriteIf(json, "model", device.Model);
        WriteSystem(json, device);
        if (device.Managed is { } managed) json.WriteBoolean("is_managed", managed.IsManaged);
        WriteOwner(json, device);
        json.WriteNumber("first_seen_time", Milliseconds.Of(device.FirstSeen));
        json.WriteNumber("last_seen_time", Milliseconds.Of(device.LastSeen));
        WriteInterfaces(json, device);
        json.WriteEndObject();
    }

    private static void WriteSystem(Utf8JsonWriter json, Device device)
    {
        if (device.OperatingSystem is not { } system) return;
        json.WriteStartObject("os");
        json.WriteString("name", system);
        json.WriteNumber("type_id", DeviceTypes.SystemIdOf(system));
        json.WriteEndObject();
    }

    private static void WriteOwner(Utf8JsonWriter json, Device device)
    {
        if ((device.Managed?.Owner ?? device.User) is not { } owner) return;
        json.WriteStartObject("owner");
        json.WriteString("name", owner);
        json.WriteEndObject();
    }

    private static void WriteInterfaces(Utf8JsonWriter json, Device device)
    {
        if (device.Addresses.Count == 0) return;
        json.WriteStartArray("network_interfaces");
        foreach (var address in device.Addresses)
        {
            json.WriteStartObject();
            json.WriteString("ip", address.ToString());
            if (device.Mac is { } mac) json.WriteString("mac", mac.ToString());
            json.WriteNumber("type_id", 0); // whether it is wired or wireless does not show
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteEnrichments(Utf8JsonWriter json, Device device)
    {
        json.WriteStartArray("enrichments");
        if (device.Kind is { } kind) WriteConclusion(json, ("device.desc", kind), device.KindConfidence, device.Reasons);
        if (device.Vendor is { } vendor) WriteConclusion(json, ("device.vendor_name", vendor), device.VendorConfidence, []);
        if (device.OperatingSystem is { } system) WriteConclusion(json, ("device.os.name", system), device.OperatingSystemConfidence, []);
        if (device.Role != HostRole.Unknown) WriteList(json, ("device.role", device.Role.ToString()), "roles", [device.Role.ToString()]);
        if (device.IsMacRandomised) WriteList(json, ("device.mac", $"{device.Mac}"), "traits", ["randomised: made up by the device, names no maker"]);
        if (device.Names.Count > 1) WriteList(json, ("device.name", device.Name ?? device.Names[0]), "names", device.Names);
        if (device.Services.Count > 0) WriteList(json, ("device.uid", device.Id), "services", device.Services);
        if (device.Identifiers.Count > 0) WriteList(json, ("device.uid", device.Id), "identifiers", device.Identifiers);
        if (device.Managed is { MatchedBy: { } key } managed) WriteList(json, ("device.is_managed", "true"), "matched_by", managed.Agent is null ? [key] : [key, "agent " + managed.Agent]);
        json.WriteEndArray();
    }

    private static void WriteConclusion(Utf8JsonWriter json, (string Name, string Value) of, int confidence, IReadOnlyList<string> reasons)
    {
        BeginEnrichment(json, of);
        json.WriteNumber("confidence", confidence);
        if (reasons.Count > 0) WriteStrings(json, "reasons", reasons);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, (string Name, string Value) of, string list, IReadOnlyList<string> values)
    {
        BeginEnrichment(json, of);
        WriteStrings(json, list, values);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void BeginEnrichment(Utf8JsonWriter json, (string Name, string Value) of)
    {
        json.WriteStartObject();
        json.WriteString("name", of.Name);
        json.WriteString("value", of.Value);
        json.WriteString("provider", OcsfMetadata.Product);
        json.WriteStartObject("data");
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteObservables(Utf8JsonWriter json, Device device)
    {
        json.WriteStartArray("observables");
        foreach (var address in device.Addresses) WriteObservable(json, "device.network_interfaces.ip", ObservableType.IpAddress, address.ToString());
        if (device.Mac is { } mac) WriteObservable(json, "device.mac", ObservableType.MacAddress, mac.ToString());
        if (HostObject.FullName(device.Name, device.Domain) is { } name) WriteObservable(json, "device.hostname", ObservableType.HostName, name);
        json.WriteEndArray();
    }

    private static void WriteObservable(Utf8JsonWriter json, string name, ObservableType type, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("type_id", (int)type);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void WriteIf(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
