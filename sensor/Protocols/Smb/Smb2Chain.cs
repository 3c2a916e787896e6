namespace NetSensor.Protocols.Smb;

/// <summary>What the messages of a chain hand on to those behind them ([MS-SMB2] §3.2.4.1.4).</summary>
internal struct Smb2Chain
{
    /// <summary>Session of the message before.</summary>
    public ulong Session { get; set; }
    /// <summary>Tree of the message before.</summary>
    public uint Tree { get; set; }
    /// <summary>File that the messages before were about; all ones when an open among them has not been answered.</summary>
    public UInt128 File { get; set; }
    /// <summary>Message id of that open; 0 when there is none.</summary>
    public ulong Opener { get; set; }
}
