using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Who a host is, as the network tells: every field may be unknown. A snapshot: it does not change when more is learnt.</summary>
public sealed record HostIdentity
{
    /// <summary>Stable id of the device, hashed from its hardware address, or from its address where it is behind a router.</summary>
    public required string DeviceId { get; init; }
    /// <summary>The address that was asked for.</summary>
    public required IpAddr Address { get; init; }
    /// <summary>Hardware address; null behind a router.</summary>
    public MacAddress? Mac { get; init; }
    /// <summary>Host name, without domain when the network tells both.</summary>
    public string? Name { get; init; }
    /// <summary>Domain, workgroup or realm.</summary>
    public string? Domain { get; init; }
    /// <summary>The account last seen at work from it.</summary>
    public string? User { get; init; }
    /// <summary>What it is: "workstation", "server", "phone", "printer", "camera", …</summary>
    public string? Kind { get; init; }
    /// <summary>Who made it.</summary>
    public string? Vendor { get; init; }
    /// <summary>Its operating system.</summary>
    public string? OperatingSystem { get; init; }
    /// <summary>What it is on its network.</summary>
    public HostRole Role { get; init; }
    /// <summary>Whether it is on the roster of managed machines; null when there is no roster.</summary>
    public bool? IsManaged { get; init; }
}
