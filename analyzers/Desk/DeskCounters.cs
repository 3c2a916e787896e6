namespace NetSensor.Analyzers.Desk;

/// <summary>What the desk heard, told, and kept to itself by cause; may be read from another thread.</summary>
public sealed class DeskCounters
{
    /// <summary>Tellings by detectors.</summary>
    public long Heard { get; internal set; }
    /// <summary>Passed on.</summary>
    public long Told { get; internal set; }
    /// <summary>Kept back because nothing got worse since the story was told.</summary>
    public long Repeats { get; internal set; }
    /// <summary>Kept back because an exception hides them.</summary>
    public long Excepted { get; internal set; }
    /// <summary>Kept back because their detector had told enough in that hour.</summary>
    public long DetectorLimit { get; internal set; }
    /// <summary>Kept back because enough had been told of their host in that hour.</summary>
    public long HostLimit { get; internal set; }
    /// <summary>Stories taken back from the memory when the sensor started.</summary>
    public long Recalled { get; internal set; }
}
