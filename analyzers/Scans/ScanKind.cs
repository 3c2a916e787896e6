namespace NetSensor.Analyzers.Scans;

/// <summary>Shapes of scans.</summary>
internal enum ScanKind : byte
{
    /// <summary>One port of many hosts.</summary>
    Sweep,
    /// <summary>Many ports of one host.</summary>
    Ports,
    /// <summary>Many ports of many hosts.</summary>
    Block,
    /// <summary>Pings to many hosts.</summary>
    Ping,
    /// <summary>Questions over ARP for many hosts.</summary>
    Arp,
}
