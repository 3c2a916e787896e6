namespace NetSensor.Capture.Files;

/// <summary>What lies at a path, as far as reading it goes.</summary>
internal enum FileKind
{
    /// <summary>Nothing, or nothing that may be looked at.</summary>
    Missing,
    /// <summary>A regular file: has a size, can be mapped and read again.</summary>
    Regular,
    /// <summary>A folder.</summary>
    Folder,
    /// <summary>A pipe, socket or device: read once, from front to back.</summary>
    Pipe,
}
