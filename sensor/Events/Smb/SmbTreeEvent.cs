using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A client connected to a share, or was refused; successes are the lines of smb_mapping.log.</summary>
public sealed class SmbTreeEvent : SensorEvent
{
    /// <summary>When the request was seen; the answer when the request was not.</summary>
    public required Timestamp Began { get; init; }
    /// <summary>1 for SMB 1, 2 for SMB 2 and 3.</summary>
    public required int Version { get; init; }
    /// <summary>NTSTATUS: 0 is success, 0xC0000022 access denied, 0xC00000CC no such share; null when no answer was seen.</summary>
    public uint? Status { get; init; }
    /// <summary>"\\server\share" as the client wrote it; null when the request was not seen.</summary>
    public string? Path { get; init; }
    /// <summary>What the share offers.</summary>
    public SmbShareType ShareType { get; init; }
    /// <summary>"A:", "IPC", "LPT1:" (SMB 1).</summary>
    public string? Service { get; init; }
    /// <summary>"NTFS" (SMB 1).</summary>
    public string? NativeFileSystem { get; init; }
    /// <summary>Number of the session.</summary>
    public ulong SessionId { get; init; }
    /// <summary>Number of the tree within the session.</summary>
    public uint TreeId { get; init; }
    /// <summary>Who is logged on, "DOMAIN\user"; null when not known.</summary>
    public string? User { get; init; }
    /// <summary>Whether the share wants its traffic encrypted, so that nothing more is seen of it.</summary>
    public bool EncryptsData { get; init; }
    /// <summary>Whether the request was signed.</summary>
    public bool IsSigned { get; init; }
}
