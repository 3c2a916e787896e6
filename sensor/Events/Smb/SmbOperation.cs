namespace NetSensor.Events;

/// <summary>What was done to a file or pipe over SMB.</summary>
public enum SmbOperation : byte
{
    /// <summary>Opened or created, or refused (see the status).</summary>
    Open,
    /// <summary>Closed after bytes were read or written; told with their numbers.</summary>
    Close,
    /// <summary>Renamed or moved within the share.</summary>
    Rename,
    /// <summary>Deleted, or marked to be deleted when it is closed.</summary>
    Delete,
}
