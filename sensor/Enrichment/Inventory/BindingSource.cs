namespace NetSensor.Enrichment.Inventory;

/// <summary>Who says that an address is a device's; a later one is believed more.</summary>
internal enum BindingSource : byte
{
    /// <summary>Nobody: only the address was seen, and it stands for the device.</summary>
    AddressAlone,
    /// <summary>Packets with both: right unless a router sent them on.</summary>
    Packets,
    /// <summary>The device itself: ARP, neighbour discovery, NetBIOS.</summary>
    Announcement,
    /// <summary>The DHCP server that gave it the address.</summary>
    Lease,
}
