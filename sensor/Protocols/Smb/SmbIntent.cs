namespace NetSensor.Protocols.Smb;

/// <summary>What a request that waits for its answer is about, as far as it is told.</summary>
internal enum SmbIntent : byte
{
    /// <summary>Nothing that is told when no answer comes.</summary>
    Other,
    /// <summary>A connection to a share.</summary>
    Connect,
    /// <summary>An open of a file or pipe.</summary>
    Open,
    /// <summary>A new name for a file.</summary>
    Rename,
    /// <summary>The end of a file.</summary>
    Delete,
}
