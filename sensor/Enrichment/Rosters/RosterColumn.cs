namespace NetSensor.Enrichment.Rosters;

/// <summary>What a column of a roster holds.</summary>
internal enum RosterColumn
{
    /// <summary>Hardware addresses.</summary>
    Mac,
    /// <summary>A name.</summary>
    Name,
    /// <summary>IP addresses.</summary>
    Address,
    /// <summary>A serial number or another id.</summary>
    Identifier,
    /// <summary>A person.</summary>
    Owner,
    /// <summary>What manages the machine.</summary>
    Agent,
    /// <summary>When that was last heard of.</summary>
    LastSeen,
}
