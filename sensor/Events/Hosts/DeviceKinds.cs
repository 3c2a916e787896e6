namespace NetSensor.Events;

/// <summary>The kinds of devices that are told apart, by their names.</summary>
public static class DeviceKinds
{
    /// <summary>A thing of a home of which nobody knows more.</summary>
    public const string SmartHome = "smart home device";

    private static readonly Dictionary<string, HostRole> Roles = new(StringComparer.Ordinal)
    {
        ["workstation"] = HostRole.Client, ["laptop"] = HostRole.Client, ["phone"] = HostRole.Client, ["tablet"] = HostRole.Client, ["watch"] = HostRole.Client,
        ["virtual machine"] = HostRole.Unknown, ["single-board computer"] = HostRole.Unknown,
        ["server"] = HostRole.Server, ["nas"] = HostRole.Server,
        ["router"] = HostRole.Infrastructure, ["switch"] = HostRole.Infrastructure, ["access point"] = HostRole.Infrastructure, ["firewall"] = HostRole.Infrastructure,
        ["modem"] = HostRole.Infrastructure, ["industrial gateway"] = HostRole.Infrastructure,
    };

    private static readonly HashSet<string> OfOffices = new(StringComparer.Ordinal)
        { "printer", "voip phone", "conference system", "plc", "robot", "medical device", "building controller", "ups", "payment terminal", "game console" };

    /// <summary>What a device of this kind is on its network: a thing, unless somebody sits at it, or it serves or carries the network.</summary>
    public static HostRole RoleOf(string kind) => Roles.TryGetValue(kind, out var role) ? role : HostRole.Thing;

    /// <summary>Whether it is a thing of a home: of what such a thing shows much is the same for all of them.</summary>
    public static bool IsHomeThing(string kind) => RoleOf(kind) == HostRole.Thing && !OfOffices.Contains(kind);
}
