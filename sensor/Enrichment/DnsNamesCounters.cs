namespace NetSensor.Enrichment;

/// <summary>What the map of names learnt and lost.</summary>
public sealed class DnsNamesCounters
{
    /// <summary>Answers taken in, one per address.</summary>
    public long Learnt { get; set; }
    /// <summary>Pairs that a full map pushed out before their time.</summary>
    public long Evictions { get; set; }
    /// <summary>Pairs forgotten after their idle time.</summary>
    public long Expired { get; set; }
    /// <summary>Addresses beyond what is taken of one answer.</summary>
    public long Skipped { get; set; }
}
