namespace NetSensor.Export.Ocsf;

/// <summary>Numbers of OCSF 1.8.0 for kinds of devices (<c>endpoint.type_id</c>) and operating systems (<c>os.type_id</c>).</summary>
internal static class DeviceTypes
{
    private const int Unknown = 0, Server = 1, Desktop = 2, Laptop = 3, Tablet = 4, Mobile = 5, Virtual = 6, Iot = 7, Firewall = 9, Switch = 10, Router = 12, Other = 99;

    private static readonly Dictionary<string, int> Kinds = new(StringComparer.Ordinal)
    {
        ["server"] = Server, ["nas"] = Server, ["workstation"] = Desktop, ["laptop"] = Laptop, ["tablet"] = Tablet, ["phone"] = Mobile, ["watch"] = Mobile,
        ["virtual machine"] = Virtual, ["firewall"] = Firewall, ["switch"] = Switch, ["router"] = Router,
        ["modem"] = Other, ["access point"] = Other, ["industrial gateway"] = Other, ["single-board computer"] = Other, ["game console"] = Other,
    };

    // the longer names first: "Windows Phone" is no Windows, "iPadOS" no iOS
    private static readonly (string Start, int Id)[] Systems =
    [
        ("Windows Phone", 101), ("Windows", 100), ("Android", 201), ("iPadOS", 302), ("iOS", 301), ("macOS", 300), ("Linux", 200), ("Ubuntu", 200), ("Debian", 200), ("Fedora", 200),
        ("ChromeOS", 200), ("Solaris", 400), ("AIX", 401), ("HP-UX", 402),
    ];

    /// <summary>The kind's number; things of all kinds are IOT.</summary>
    public static int IdOf(string? kind) => kind is null ? Unknown : Kinds.GetValueOrDefault(kind, Iot);

    /// <summary>The system's number.</summary>
    public static int SystemIdOf(string system)
    {
        foreach (var (start, id) in Systems)
            if (system.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return id;
        return Other;
    }
}
