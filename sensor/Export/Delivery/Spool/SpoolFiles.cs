using Microsoft.Win32.SafeHandles;

namespace NetSensor.Export.Delivery.Spool;

/// <summary>Files that hold findings: for their owner, and for the group that reads logs.</summary>
internal static class SpoolFiles
{
    private const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead; // 0640
    private const UnixFileMode FolderRights = FileRights | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;     // 0750

    /// <summary>Opens a file to write, with rights 0640 when it is new.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = FileRights;
        return new FileStream(path, options);
    }

    /// <summary>As <see cref="Open"/>, for reading and writing at offsets.</summary>
    public static SafeFileHandle OpenHandle(string path, FileMode mode)
    {
        Open(path, mode).Dispose();
        return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Makes a folder with rights 0750, and those above it.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, FolderRights);
    }
}
