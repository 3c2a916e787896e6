using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>What a server says of a file that it opened.</summary>
internal readonly record struct SmbOpened(ulong Size, SmbFileTimes Times, uint Attributes, uint Action)
{
    private const uint Directory = 0x10; // FILE_ATTRIBUTE_DIRECTORY

    /// <summary>Whether it is a folder.</summary>
    public bool IsDirectory => (Attributes & Directory) != 0;
}
