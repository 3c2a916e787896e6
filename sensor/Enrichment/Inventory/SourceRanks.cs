namespace NetSensor.Enrichment.Inventory;

/// <summary>Whose word counts more when sources call a device by different names.</summary>
internal static class SourceRanks
{
    // What an owner or a domain gave comes first; what a client may say about itself in a log-on, and tools make up, last.
    private static readonly string[] OfNames =
    [
        "rdp", "syslog", "ntlm", "smb", "wsd", "snmp", "llmnr", "browser", "mdns", "nbns", "bacnet", "enip", "s7comm", "modbus", "dhcpv6", "dhcp", "cdp", "lldp", "kerberos",
    ];

    /// <summary>Rank of what this source says of names: higher counts more, 0 for a source that says little.</summary>
    public static int OfName(string source) => Array.IndexOf(OfNames, source) + 1;
}
