using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>What is remembered of a request until its answer comes.</summary>
internal record struct SmbRequest
{
    /// <summary>The request's code in its version of the protocol.</summary>
    public ushort Command { get; init; }
    /// <summary>When it was seen.</summary>
    public Timestamp Time { get; init; }
    /// <summary>Session id, or the UID of SMB 1.</summary>
    public ulong Session { get; init; }
    /// <summary>Tree id, or the TID of SMB 1.</summary>
    public uint Tree { get; init; }
    /// <summary>The open file or pipe that it is about.</summary>
    public UInt128 File { get; set; }
    /// <summary>Path of a share, name of a file, or the name that a file shall get.</summary>
    public string? Name { get; init; }
    /// <summary>Access, FSCTL code, flags: what the command needs.</summary>
    public uint Detail { get; init; }
    /// <summary>Disposition of an open.</summary>
    public uint Disposition { get; init; }
    /// <summary>Whether the open is to end with the file's deletion.</summary>
    public bool DeletesOnClose { get; init; }
    /// <summary>Whether it was signed.</summary>
    public bool IsSigned { get; init; }
    /// <summary>What it is about.</summary>
    public SmbIntent Intent { get; init; }
    /// <summary>The name that a file had, when it is renamed by its name.</summary>
    public string? From { get; init; }
    /// <summary>Session that a new one takes the place of.</summary>
    public ulong PreviousSession { get; init; }
    /// <summary>Whether further requests follow in the same chain.</summary>
    public bool IsChained { get; init; }
    /// <summary>Message id of the open within the same chain of messages whose file it is about; 0 when it names the file itself.</summary>
    public ulong Opener { get; set; }
}
