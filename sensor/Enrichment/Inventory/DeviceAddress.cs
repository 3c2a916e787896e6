using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>An address of a device, and when it was seen with it.</summary>
internal readonly record struct DeviceAddress(IpAddr Address, Timestamp FirstSeen, Timestamp LastSeen);
