using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A device of the inventory, as it is known at a moment: a snapshot, every field of which may be unknown but its id and times.</summary>
public sealed record Device
{
    /// <summary>Stable id, as <see cref="HostIdentity.DeviceId"/>.</summary>
    public required string Id { get; init; }
    /// <summary>Hardware address; null behind a router.</summary>
    public MacAddress? Mac { get; init; }
    /// <summary>Whether the hardware address was made up by the device (randomised) or its owner, and names no maker.</summary>
    public bool IsMacRandomised { get; init; }
    /// <summary>Its addresses, the one seen last first.</summary>
    public IReadOnlyList<IpAddr> Addresses { get; init; } = [];
    /// <summary>Host name, without domain.</summary>
    public string? Name { get; init; }
    /// <summary>Domain, workgroup or realm.</summary>
    public string? Domain { get; init; }
    /// <summary>All names that it was called by, the best first.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
    /// <summary>The account last seen at work from it.</summary>
    public string? User { get; init; }
    /// <summary>What it is ("printer", "workstation", …), and how sure that is, 0 to 100.</summary>
    public string? Kind { get; init; }
    /// <summary>How sure <see cref="Kind"/> is, 0 to 100.</summary>
    public int KindConfidence { get; init; }
    /// <summary>Who made it.</summary>
    public string? Vendor { get; init; }
    /// <summary>How sure <see cref="Vendor"/> is, 0 to 100.</summary>
    public int VendorConfidence { get; init; }
    /// <summary>Which model it is.</summary>
    public string? Model { get; init; }
    /// <summary>Its operating system.</summary>
    public string? OperatingSystem { get; init; }
    /// <summary>How sure <see cref="OperatingSystem"/> is, 0 to 100.</summary>
    public int OperatingSystemConfidence { get; init; }
    /// <summary>What it is on its network.</summary>
    public HostRole Role { get; init; }
    /// <summary>Why it is taken for what it is, a line per trait, the heaviest first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
    /// <summary>Traits by which it is recognised: how it asks for an address.</summary>
    public string? DhcpFingerprint { get; init; }
    /// <summary>Its own numbers: serial, UUID, client id, host keys.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];
    /// <summary>The ports at which it answers ("tcp/445 smb"), in the order in which they were seen.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];
    /// <summary>When it was first seen.</summary>
    public required Timestamp FirstSeen { get; init; }
    /// <summary>When it was last seen.</summary>
    public required Timestamp LastSeen { get; init; }
    /// <summary>What the roster of managed machines says of it; null when there is no roster.</summary>
    public ManagedState? Managed { get; init; }
}
