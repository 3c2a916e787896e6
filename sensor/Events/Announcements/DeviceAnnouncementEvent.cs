using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A device tells its neighbours on the link what it is: LLDP (IEEE 802.1AB) or CDP. Told when that is new, changes, or was last told in another hour.
/// It has no flow.
/// </summary>
public sealed class DeviceAnnouncementEvent : SensorEvent
{
    /// <summary>"lldp" or "cdp".</summary>
    public required string Protocol { get; init; }
    /// <summary>The hardware address from which the frame came: a port of the device.</summary>
    public MacAddress FrameMac { get; init; }
    /// <summary>VLAN id of the outer tag; -1 when untagged.</summary>
    public int Vlan { get; init; } = -1;
    /// <summary>The device's id: a MAC, an address or a name.</summary>
    public string? ChassisId { get; init; }
    /// <summary>The port from which it speaks.</summary>
    public string? PortId { get; init; }
    /// <summary>What somebody called that port.</summary>
    public string? PortDescription { get; init; }
    /// <summary>The device's name.</summary>
    public string? SystemName { get; init; }
    /// <summary>System and version, in the maker's words.</summary>
    public string? SystemDescription { get; init; }
    /// <summary>CDP's platform: the model.</summary>
    public string? Platform { get; init; }
    /// <summary>Maker and model of LLDP-MED's inventory.</summary>
    public string? Manufacturer { get; init; }
    /// <summary>Model of LLDP-MED's inventory.</summary>
    public string? Model { get; init; }
    /// <summary>Serial number of LLDP-MED's inventory.</summary>
    public string? SerialNumber { get; init; }
    /// <summary>What it does: "bridge", "router", "phone", ….</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }
    /// <summary>Addresses at which it is managed.</summary>
    public IReadOnlyList<IpAddr>? ManagementAddresses { get; init; }
    /// <summary>CDP's native VLAN, or LLDP's port VLAN; null without.</summary>
    public int? NativeVlan { get; init; }
    /// <summary>How long it holds.</summary>
    public TimeSpan? TimeToLive { get; init; }
}
