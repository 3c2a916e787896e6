namespace NetSensor.Store;

/// <summary>Why a state file cannot be used.</summary>
public enum StateFault
{
    /// <summary>The system does not let it be opened or written: no such folder, no right, no room.</summary>
    Unavailable,
    /// <summary>Another sensor writes it now.</summary>
    InUse,
    /// <summary>It was ours, and is damaged; or it is no database at all.</summary>
    Corrupt,
    /// <summary>A good database, but of another program.</summary>
    Foreign,
    /// <summary>A later version of the sensor wrote it.</summary>
    Newer,
}
