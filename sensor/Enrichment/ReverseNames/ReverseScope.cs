namespace NetSensor.Enrichment.ReverseNames;

/// <summary>Of whose addresses the reverse DNS is asked.</summary>
public enum ReverseScope : byte
{
    /// <summary>Of none.</summary>
    Off,
    /// <summary>Of ours.</summary>
    Internal,
    /// <summary>Of all: who serves an outside address's names learns that somebody looks at it.</summary>
    All,
}
