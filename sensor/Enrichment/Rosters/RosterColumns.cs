namespace NetSensor.Enrichment.Rosters;

/// <summary>What the columns of a roster are called by those who export them: EDRs, directories, device management, CMDBs.</summary>
internal static class RosterColumns
{
    private static readonly Dictionary<string, RosterColumn> Known = new(StringComparer.Ordinal);

    static RosterColumns()
    {
        Add(RosterColumn.Mac, "mac macs macaddress macaddresses macaddr physicaladdress physicaladdresses hardwareaddress hwaddress wifimac wifimacaddress wirelessmac wlanmac wlanmacaddress ethernetmac ethernetmacaddress wiredmac lanmac nicmac");
        Add(RosterColumn.Name, "name hostname host computername computer devicename device machinename machine dnshostname dnsname fqdn netbiosname displayname systemname endpointname endpoint");
        Add(RosterColumn.Address, "ip ips ipaddress ipaddresses ipv4 ipv4address ipv6 ipv6address localip lastip lastipaddress internalip staticip privateip connectionip");
        Add(RosterColumn.Identifier, "serial serialnumber systemserialnumber biosserial deviceserial assettag servicetag id deviceid agentid aid uuid udid hardwareuuid biosuuid systemuuid smbiosguid azureaddeviceid objectguid sensorid manageddeviceid assetid ciid sysid");
        Add(RosterColumn.Owner, "owner user username primaryuser assigneduser assignedto lastuser lastloggedonuser lastlogonuser userprincipalname upn responsible managedby email emailaddress userdisplayname");
        Add(RosterColumn.Agent, "agent agentversion sensorversion edr product agenttype managementagent source clientversion");
        Add(RosterColumn.LastSeen, "lastseen lastseentime lastseendate lastcontact lastcontacttime lastcheckin lastcheckintime lastsync lastsyncdatetime lastlogon lastlogondate lastlogontimestamp lastreported lastreporttime lastactivity lastactive lastcommunication lastheartbeat lastconnected approximatelastsignindatetime");
    }

    /// <summary>What a column holds, by its name: case, blanks, dots and dashes do not count; null for one that is of no use here.</summary>
    public static RosterColumn? Of(string name) =>
        Known.TryGetValue(string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant(), out var column) ? column : null;

    private static void Add(RosterColumn column, string names)
    {
        foreach (var name in names.Split(' ')) Known[name] = column;
    }
}
