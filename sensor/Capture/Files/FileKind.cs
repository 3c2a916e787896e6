namespace NetSensor.Capture.Files;

/// <summary>What lies at a path, as far as reading it goes.</summary>
public enum FileKind
{
    /// <summary>Nothing, or nothing that may be looked at.</summary>
    Missing,
    /// <summary>A regular file: has a size, can be mapped and read again.</summary>
    Regular,
    /// <summary>A folder.</summary>
    Folder,
    /// <summary>A pipe or device: read once, from front to back.</summary>
    Pipe,
    /// <summary>A socket: connected to, never opened.</summary>
    Socket,
}
