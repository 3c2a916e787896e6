using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>smb_mapping.log: a line per connection to a share that a server granted, with Zeek 7's columns.</summary>
public sealed class SmbMappingLog : LogFormat<SmbTreeEvent>
{
    /// <inheritdoc/>
    public override string FileName => "smb_mapping.log";

    /// <inheritdoc/>
    protected override void Write(SmbTreeEvent happened, JsonLine line)
    {
        if (happened.Status != 0) return;
        line.Begin();
        line.Field("ts"u8, happened.Began);
        Connection(happened.Flow, line);
        line.Field("path"u8, happened.Path);
        line.Field("service"u8, happened.Service);
        line.Field("native_file_system"u8, happened.NativeFileSystem);
        line.Field("share_type"u8, happened.ShareType switch
        {
            SmbShareType.Pipe => "PIPE",
            SmbShareType.Print when happened.Version > 1 => "PRINT", // Zeek tells folders and printers of SMB 1 apart by the service alone
            _ => "DISK",
        });
        line.End();
    }
}
