namespace NetSensor.Enrichment.HostFacts;

/// <summary>What the table of facts learnt and lost.</summary>
public sealed class HostFactCounters
{
    /// <summary>Facts that were told.</summary>
    public long Told { get; set; }
    /// <summary>Facts that were known already.</summary>
    public long Known { get; set; }
    /// <summary>Facts that a full table pushed out before their time.</summary>
    public long Evictions { get; set; }
    /// <summary>Facts forgotten after their idle time.</summary>
    public long Expired { get; set; }
    /// <summary>Facts that were not told because their host tells too many.</summary>
    public long Suppressed { get; set; }
}
