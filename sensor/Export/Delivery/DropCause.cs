namespace NetSensor.Export.Delivery;

/// <summary>Why a record is not delivered.</summary>
public enum DropCause
{
    /// <summary>The spool had reached its size; the oldest went.</summary>
    SpoolSize,
    /// <summary>It waited longer than it is worth.</summary>
    Age,
    /// <summary>More came than the disk takes, or the disk takes nothing, and the memory for it was full.</summary>
    Memory,
    /// <summary>The disk was full, and room was made for findings.</summary>
    DiskFull,
    /// <summary>What the disk gave back is not what was written.</summary>
    Damaged,
    /// <summary>The receiver refuses it for good; it is in the file of dead letters.</summary>
    Refused,
}
