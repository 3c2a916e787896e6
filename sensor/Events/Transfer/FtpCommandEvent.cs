using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A command of FTP that moves a file or opens a data connection, with its answer; one line of ftp.log. Fields mean what Zeek's documentation of
/// ftp.log says; what was not seen is null.
/// </summary>
public sealed class FtpCommandEvent : SensorEvent
{
    /// <summary>When the command was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The user of the session; "&lt;unknown&gt;" before one was named.</summary>
    public required string User { get; init; }
    /// <summary>"&lt;hidden&gt;", or what guests gave for a password; null before one was given.</summary>
    public string? Password { get; init; }
    /// <summary>The command, in capitals.</summary>
    public required string Command { get; init; }
    /// <summary>Its argument; a URL when it names a file.</summary>
    public string? Argument { get; init; }
    /// <summary>What the file is by its first bytes.</summary>
    public string? MimeType { get; init; }
    /// <summary>Size of the file as the server told it.</summary>
    public long? FileSize { get; init; }
    /// <summary>Code of the last reply.</summary>
    public int? ReplyCode { get; init; }
    /// <summary>Text of the last reply.</summary>
    public string? ReplyMessage { get; init; }
    /// <summary>The data connection that was agreed on.</summary>
    public FtpDataChannel? DataChannel { get; init; }
    /// <summary>Id of the file.</summary>
    public string? FileId { get; init; }
}
