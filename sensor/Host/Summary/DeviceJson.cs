using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Host.Summary;

/// <summary>The devices of a run in summary.json: how many, and of which kinds; devices.jsonl has each.</summary>
internal static class DeviceJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(IReadOnlyList<Device> devices, Utf8JsonWriter json)
    {
        json.WriteStartObject("devices");
        json.WriteNumber("total", devices.Count);
        if (devices.Any(device => device.Managed is not null)) json.WriteNumber("unmanaged", devices.Count(device => device.Managed is { IsManaged: false }));
        json.WriteStartObject("by_kind");
        foreach (var (kind, count) in DeviceReport.ByKind(devices)) json.WriteNumber(kind, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
