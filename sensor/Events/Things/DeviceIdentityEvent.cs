using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A device of industry or building automation said what it is; one line of device_identity.log. What it did not say is null. The same words over
/// the same flow are told once.
/// </summary>
public sealed class DeviceIdentityEvent : SensorEvent
{
    /// <summary>Service that it spoke: "modbus", "bacnet", "s7comm", "enip".</summary>
    public required string Protocol { get; init; }
    /// <summary>Whether the device is the flow's responder.</summary>
    public required bool IsResponder { get; init; }
    /// <summary>Who made it.</summary>
    public string? Vendor { get; init; }
    /// <summary>Vendor's number in the protocol's own register (BACnet, ODVA); null without.</summary>
    public int? VendorId { get; init; }
    /// <summary>Product name or code.</summary>
    public string? Product { get; init; }
    /// <summary>Model, type or order number.</summary>
    public string? Model { get; init; }
    /// <summary>Firmware or software revision.</summary>
    public string? Revision { get; init; }
    /// <summary>Serial number.</summary>
    public string? Serial { get; init; }
    /// <summary>Name that its owner gave it.</summary>
    public string? Name { get; init; }
    /// <summary>Where its owner says that it is.</summary>
    public string? Location { get; init; }
    /// <summary>Number of the device in its protocol: BACnet instance, Modbus unit; null without.</summary>
    public long? Instance { get; init; }
    /// <summary>Address that it gives as its own; null without.</summary>
    public IpAddr? Address { get; init; }
}
