using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>What a server answers to who wants to connect to a share.</summary>
internal readonly record struct SmbConnectedTree(uint? Status, uint TreeId, SmbShareType Type, bool EncryptsData)
{
    /// <summary>"A:", "IPC" (SMB 1).</summary>
    public string? Service { get; init; }
    /// <summary>"NTFS" (SMB 1).</summary>
    public string? FileSystem { get; init; }
}
