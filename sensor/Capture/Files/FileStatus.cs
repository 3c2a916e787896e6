using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetSensor.Capture.Privileges;

namespace NetSensor.Capture.Files;

/// <summary>What lies at a path and whose it is, by statx(2): it never opens the file, since opening a named pipe would wait for its writer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">Number of the account that it belongs to; 0 where there is nothing.</param>
public readonly unsafe partial record struct FileStatus(FileKind Kind, uint Owner)
{
    private const int CurrentFolder = -100;                     // AT_FDCWD
    private const int DoNotFollow = 0x100;                      // AT_SYMLINK_NOFOLLOW
    private const uint WantTypeAndOwner = 1 | 8;                // STATX_TYPE, STATX_UID
    private const int StatusLength = 256;                       // struct statx, the same on every architecture
    private const int OwnerOffset = 20, ModeOffset = 28;
    private const int TypeMask = 0xF000;                        // S_IFMT
    private const int RegularFile = 0x8000;                     // S_IFREG
    private const int Folder = 0x4000;                          // S_IFDIR
    private const int Socket = 0xC000;                          // S_IFSOCK

    /// <summary>Whether it belongs to the account that this process works as.</summary>
    public bool IsOurs => Kind != FileKind.Missing && Owner == NativePrivileges.EffectiveUser();

    /// <summary>Looks at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="followLinks">Whether of a link at its end the target is meant; otherwise the link itself, which is <see cref="FileKind.Pipe"/>.</param>
    public static FileStatus Of(string path, bool followLinks = true)
    {
        Span<byte> status = stackalloc byte[StatusLength];
        status.Clear();
        fixed (byte* at = status)
            if (Statx(CurrentFolder, path, followLinks ? 0 : DoNotFollow, WantTypeAndOwner, at) != 0) return default;
        var (mode, owner) = BitConverter.IsLittleEndian
            ? (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]), BinaryPrimitives.ReadUInt32LittleEndian(status[OwnerOffset..]))
            : (BinaryPrimitives.ReadUInt16BigEndian(status[ModeOffset..]), BinaryPrimitives.ReadUInt32BigEndian(status[OwnerOffset..]));
        return new FileStatus(KindOf(mode), owner);
    }

    private static FileKind KindOf(int mode) => (mode & TypeMask) switch
    {
        RegularFile => FileKind.Regular,
        Folder => FileKind.Folder,
        Socket => FileKind.Socket,
        _ => FileKind.Pipe,
    };

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* status);
}
