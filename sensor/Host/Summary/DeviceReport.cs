using NetSensor.Events;

namespace NetSensor.Host.Summary;

/// <summary>The devices of a run in a few lines for people: how many of each kind, those that nobody manages, the newest.</summary>
public static class DeviceReport
{
    private const string Unknown = "unknown";
    private const int Kinds = 8;
    private const int Unmanaged = 5;
    private const int Newest = 5;

    /// <summary>Devices by kind, the most first.</summary>
    public static IReadOnlyList<(string Kind, int Count)> ByKind(IReadOnlyList<Device> devices) =>
        [.. devices.GroupBy(device => device.Kind ?? Unknown, StringComparer.Ordinal).Select(group => (Kind: group.Key, Count: group.Count()))
            .OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Kind, StringComparer.Ordinal)];

    /// <summary>The table.</summary>
    public static ReportTable Of(IReadOnlyList<Device> devices)
    {
        var table = new ReportTable($"Devices: {Sizes.Count(devices.Count)} ({Counts(devices)})", "", "device", "address", "what it is", "since");
        var unmanaged = devices.Where(device => device.Managed is { IsManaged: false }).ToList();
        foreach (var device in unmanaged.TakeLast(Unmanaged)) Add(table, "unmanaged", device);
        foreach (var device in devices.Except(unmanaged.TakeLast(Unmanaged)).TakeLast(Newest)) Add(table, "newest", device);
        return table;
    }

    private static string Counts(IReadOnlyList<Device> devices)
    {
        var kinds = ByKind(devices);
        var text = string.Join(", ", kinds.Take(Kinds).Select(entry => $"{Sizes.Count(entry.Count)} {entry.Kind}"));
        if (kinds.Count > Kinds) text += ", …";
        var managed = devices.Count(device => device.Managed is { IsManaged: false });
        return devices.Any(device => device.Managed is not null) ? $"{text}; {Sizes.Count(managed)} unmanaged" : text;
    }

    private static void Add(ReportTable table, string why, Device device) =>
        table.Add(why, device.Name ?? device.Mac?.ToString() ?? device.Id, device.Addresses.Count > 0 ? device.Addresses[0].ToString() : "", What(device), device.FirstSeen.ToString()[..19].Replace('T', ' '));

    private static string What(Device device) =>
        string.Join(", ", ((string?[])[device.Kind, device.Model ?? device.Vendor, device.OperatingSystem]).OfType<string>());
}
