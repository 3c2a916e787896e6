namespace NetSensor.Events;

/// <summary>A NetBIOS name: fifteen letters, the suffix that says what bears it (0x00 workstation, 0x20 server, 0x1c domain controllers, …), and whether it is a group's.</summary>
public readonly record struct NetBiosEntry(string Name, byte Suffix, bool IsGroup);
