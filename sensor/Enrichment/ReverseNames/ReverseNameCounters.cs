namespace NetSensor.Enrichment.ReverseNames;

/// <summary>What came of the questions; read from any thread.</summary>
public sealed class ReverseNameCounters
{
    /// <summary>Questions that gave a name.</summary>
    public long Named;
    /// <summary>Questions to which there is no name, or nobody who knows.</summary>
    public long Nameless;
    /// <summary>Questions that took too long.</summary>
    public long TimedOut;
    /// <summary>Addresses that were passed over, because too many waited.</summary>
    public long PassedOver;
}
