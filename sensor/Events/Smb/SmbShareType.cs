namespace NetSensor.Events;

/// <summary>What an SMB share offers ([MS-SMB2] §2.2.10; for SMB 1 from the service string of [MS-CIFS] §2.2.4.55.2).</summary>
public enum SmbShareType : byte
{
    /// <summary>The connection to the share was not seen, or it says a number that is none of these.</summary>
    Unknown,
    /// <summary>Files.</summary>
    Disk,
    /// <summary>Named pipes: IPC$.</summary>
    Pipe,
    /// <summary>A printer.</summary>
    Print,
}
