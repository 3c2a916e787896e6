using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A file or pipe was opened, renamed, deleted or closed over SMB, or that was refused; successful opens, deletes and renames are the lines of smb_files.log.</summary>
public sealed class SmbFileEvent : SensorEvent
{
    /// <summary>What was done.</summary>
    public required SmbOperation Operation { get; init; }
    /// <summary>When the open was asked for; when that was not seen, the request of this operation.</summary>
    public required Timestamp Opened { get; init; }
    /// <summary>1 for SMB 1, 2 for SMB 2 and 3.</summary>
    public required int Version { get; init; }
    /// <summary>NTSTATUS: 0 is success, 0xC0000022 access denied, 0xC0000034 no such file; null when no answer was seen.</summary>
    public uint? Status { get; init; }
    /// <summary>Number of the session.</summary>
    public ulong SessionId { get; init; }
    /// <summary>Who is logged on, "DOMAIN\user"; null when not known.</summary>
    public string? User { get; init; }
    /// <summary>"\\server\share"; null when the connection to it was not seen.</summary>
    public string? Share { get; init; }
    /// <summary>What the share offers.</summary>
    public SmbShareType ShareType { get; init; }
    /// <summary>Whether it is a named pipe.</summary>
    public bool IsPipe { get; init; }
    /// <summary>Name within the share, as the client wrote it ("svcctl", "Temp\a.exe"); empty for the share itself; null when it was not seen.</summary>
    public string? Name { get; init; }
    /// <summary>The name before it was renamed.</summary>
    public string? PreviousName { get; init; }
    /// <summary>Bytes that the file had when it was opened; for <see cref="SmbOperation.Close"/> when it was closed, if the server said so.</summary>
    public ulong Size { get; init; }
    /// <summary>Its times when it was opened; null when there are none.</summary>
    public SmbFileTimes? Times { get; init; }
    /// <summary>The access that was asked for ([MS-SMB2] §2.2.13.1).</summary>
    public uint Access { get; init; }
    /// <summary>What to do when it exists or not: 0 supersede, 1 open, 2 create, 3 open or create, 4 overwrite, 5 overwrite or create.</summary>
    public uint Disposition { get; init; }
    /// <summary>What the server did: 0 superseded, 1 opened, 2 created, 3 overwrote.</summary>
    public uint Action { get; init; }
    /// <summary>Whether it is a folder.</summary>
    public bool IsDirectory { get; init; }
    /// <summary>Whether it was opened to vanish when it is closed.</summary>
    public bool DeletesOnClose { get; init; }
    /// <summary>Bytes read since it was opened.</summary>
    public long BytesRead { get; init; }
    /// <summary>Bytes written since it was opened.</summary>
    public long BytesWritten { get; init; }
    /// <summary>Whether the same was told of the same unchanged file in this connection within the last three minutes.</summary>
    public bool IsRepeated { get; init; }
}
