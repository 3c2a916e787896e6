using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>An open file or pipe.</summary>
internal sealed class SmbFile
{
    /// <summary>When its open was asked for.</summary>
    public required Timestamp Opened { get; init; }
    /// <summary>The session that opened it.</summary>
    public required ulong Session { get; init; }
    /// <summary>The share that it is on; null when the connection to it was not seen.</summary>
    public SmbTree? Tree { get; init; }
    /// <summary>Its name; null when the request was not seen.</summary>
    public string? Name { get; set; }
    /// <summary>Its name before it was renamed.</summary>
    public string? PreviousName { get; set; }
    /// <summary>Whether it is a pipe.</summary>
    public bool IsPipe { get; init; }
    /// <summary>Whether closing it deletes it.</summary>
    public bool DeletesOnClose { get; init; }
    /// <summary>What the server said when it was opened.</summary>
    public SmbOpened Facts { get; set; }
    /// <summary>Access that was asked for.</summary>
    public uint Access { get; init; }
    /// <summary>Disposition that was asked for.</summary>
    public uint Disposition { get; init; }
    /// <summary>Bytes that it had when it was opened, or when it was closed.</summary>
    public ulong Size { get; set; }
    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; set; }
    /// <summary>Bytes written so far.</summary>
    public long BytesWritten { get; set; }
}
