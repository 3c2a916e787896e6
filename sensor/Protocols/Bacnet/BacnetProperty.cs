namespace NetSensor.Protocols.Bacnet;

/// <summary>Properties of a device object that identify it (ASHRAE 135 §21); others keep their number.</summary>
public enum BacnetProperty
{
    /// <summary>application-software-version.</summary>
    ApplicationVersion = 12,
    /// <summary>firmware-revision.</summary>
    FirmwareRevision = 44,
    /// <summary>location.</summary>
    Location = 58,
    /// <summary>model-name.</summary>
    ModelName = 70,
    /// <summary>object-name.</summary>
    ObjectName = 77,
    /// <summary>vendor-identifier.</summary>
    VendorIdentifier = 120,
    /// <summary>vendor-name.</summary>
    VendorName = 121,
    /// <summary>serial-number.</summary>
    SerialNumber = 372,
}
