namespace NetSensor.Flows;

/// <summary>What the tracker of one shard did and lost, by cause.</summary>
public sealed class FlowCounters
{
    /// <summary>Packets that were given to it.</summary>
    public long Packets { get; set; }
    /// <summary>Flows that began.</summary>
    public long Flows { get; set; }
    /// <summary>Flows that a full table pushed out before their time.</summary>
    public long Evictions { get; set; }
}
