namespace NetSensor.Flows.Fragments;

/// <summary>What the reassembly of fragments did and lost, by cause.</summary>
public sealed class FragmentCounters
{
    /// <summary>Fragments that came.</summary>
    public long Fragments { get; set; }
    /// <summary>Datagrams that were put together.</summary>
    public long Reassembled { get; set; }
    /// <summary>Datagrams given up because their rest did not come in time.</summary>
    public long TimedOut { get; set; }
    /// <summary>Datagrams given up because there were too many, or too many bytes of them.</summary>
    public long Evicted { get; set; }
    /// <summary>Fragments that the capture had cut.</summary>
    public long Cut { get; set; }
    /// <summary>Fragments that contradicted themselves or what IP can carry.</summary>
    public long Malformed { get; set; }
    /// <summary>Fragments that repeated bytes which had come before.</summary>
    public long Overlaps { get; set; }
}
