using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Messages of an SMB 3 session were encrypted ([MS-SMB2] §2.2.41), so that only their sizes are seen. Told with the first of them, and again with all
/// numbers at the end of the connection.
/// </summary>
public sealed class SmbHiddenEvent : SensorEvent
{
    /// <summary>When the first one was seen.</summary>
    public required Timestamp Began { get; init; }
    /// <summary>Number of the session.</summary>
    public required ulong SessionId { get; init; }
    /// <summary>Who is logged on, "DOMAIN\user"; null when not known.</summary>
    public string? User { get; init; }
    /// <summary>Whether the session as a whole is encrypted; else a share of it is, or the log-on was not seen.</summary>
    public bool IsWholeSession { get; init; }
    /// <summary>A share of the session that wants encryption; null when none was seen.</summary>
    public string? Share { get; init; }
    /// <summary>Whether the connection is over and the numbers are final.</summary>
    public bool IsFinal { get; init; }
    /// <summary>Encrypted messages of the client.</summary>
    public long Requests { get; init; }
    /// <summary>Encrypted messages of the server.</summary>
    public long Responses { get; init; }
    /// <summary>Bytes of the client's messages before encryption.</summary>
    public long RequestBytes { get; init; }
    /// <summary>Bytes of the server's messages before encryption.</summary>
    public long ResponseBytes { get; init; }
    /// <summary>Client's messages large enough to carry file data (<see cref="BulkBytes"/> and more): an upload.</summary>
    public long BulkRequests { get; init; }
    /// <summary>Server's messages large enough to carry file data: a download, or long lists.</summary>
    public long BulkResponses { get; init; }

    /// <summary>A message of this size is more than names and numbers: headers, paths and open contexts stay below.</summary>
    public const int BulkBytes = 4096;
}
