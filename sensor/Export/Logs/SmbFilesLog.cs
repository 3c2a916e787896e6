using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>
/// smb_files.log: a line per file that was opened, renamed or deleted, with Zeek 7's columns. Pipes of SMB 2 are left out, those of SMB 1 are told as
/// files, as Zeek does; so are repetitions.
/// </summary>
public sealed class SmbFilesLog : LogFormat<SmbFileEvent>
{
    /// <inheritdoc/>
    public override string FileName => "smb_files.log";

    /// <inheritdoc/>
    protected override void Write(SmbFileEvent happened, JsonLine line)
    {
        if (happened.Name is null || happened.Status != 0 || happened.IsRepeated || Action(happened) is not { } action) return;
        line.Begin();
        line.Field("ts"u8, happened.Opened);
        Connection(happened.Flow, line);
        line.Field("action"u8, action);
        line.Field("path"u8, happened.Share);
        line.Field("name"u8, happened.Name.Length == 0 && happened.Version > 1 ? "<share_root>" : happened.Name);
        line.Field("size"u8, (long)happened.Size);
        line.Field("prev_name"u8, happened.PreviousName);
        if (happened.Times is { } times)
        {
            line.Field("times.modified"u8, SmbFileTimes.UnixSeconds(times.Modified));
            line.Field("times.accessed"u8, SmbFileTimes.UnixSeconds(times.Accessed));
            line.Field("times.created"u8, SmbFileTimes.UnixSeconds(times.Created));
            line.Field("times.changed"u8, SmbFileTimes.UnixSeconds(times.Changed));
        }
        line.End();
    }

    private static string? Action(SmbFileEvent happened) => happened.Operation switch
    {
        SmbOperation.Rename => "SMB::FILE_RENAME",
        SmbOperation.Delete => "SMB::FILE_DELETE",
        SmbOperation.Open when happened.Version == 1 => "SMB::FILE_OPEN",
        SmbOperation.Open when happened.IsPipe => null,
        SmbOperation.Open => happened.ShareType == SmbShareType.Print ? "SMB::PRINT_OPEN" : "SMB::FILE_OPEN",
        SmbOperation.Close when happened.ShareType == SmbShareType.Print && happened.Version > 1 => "SMB::PRINT_CLOSE",
        _ => null,
    };
}
