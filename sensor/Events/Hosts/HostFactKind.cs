namespace NetSensor.Events;

/// <summary>What a fact says of its host. Kinds of which a host has one at a time (per source) change; of the others it may have several.</summary>
public enum HostFactKind : byte
{
    /// <summary>The host's address has this hardware address; one at a time.</summary>
    HardwareAddress,
    /// <summary>The hardware address has this IP address; several.</summary>
    Address,
    /// <summary>Its name, without or with a domain; one at a time.</summary>
    Name,
    /// <summary>The domain, workgroup or realm that it belongs to; one at a time.</summary>
    Domain,
    /// <summary>Somebody who uses it; several.</summary>
    User,
    /// <summary>Its operating system, as it says itself or as its behaviour tells; several, as a proxy speaks for many.</summary>
    OperatingSystem,
    /// <summary>What it is ("printer", "router"), as it says itself; several.</summary>
    DeviceKind,
    /// <summary>Who made it; one at a time.</summary>
    Vendor,
    /// <summary>Which model it is; one at a time.</summary>
    Model,
    /// <summary>A number or id of its own: serial, UUID, DUID, chassis; one at a time.</summary>
    Identifier,
    /// <summary>A service that it offers; several.</summary>
    Service,
    /// <summary>A program that it runs, with its version; several.</summary>
    Software,
    /// <summary>A role in its network ("dhcp server", "router", "gateway"); several.</summary>
    Role,
    /// <summary>How it behaves, in a form to compare: DHCP options asked for, traits of its TCP; several.</summary>
    Fingerprint,
    /// <summary>Where it is connected: switch and port; one at a time.</summary>
    Location,
    /// <summary>Something else that it says of itself, as "key=value"; several.</summary>
    Attribute,
}
