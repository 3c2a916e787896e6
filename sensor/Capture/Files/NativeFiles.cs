using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetSensor.Capture.Files;

/// <summary>What the capture files need from the C library: advice on mappings, and the kind of a file without opening it.</summary>
internal static unsafe partial class NativeFiles
{
    private const int AdviseWillNeed = 3;                       // MADV_WILLNEED
    private const int AdvisePopulate = 22;                      // MADV_POPULATE_READ, since Linux 5.14: maps many pages in one call
    private const int AdviseDoNotNeed = 4;                      // MADV_DONTNEED: on a file mapping it only forgets the page table entries
    private const int CurrentFolder = -100;                     // AT_FDCWD
    private const uint WantType = 1;                            // STATX_TYPE
    private const int StatxLength = 256;                        // struct statx, the same on every architecture
    private const int StatxModeOffset = 28;
    private const int FileTypeMask = 0xF000;                    // S_IFMT
    private const int RegularFile = 0x8000;                     // S_IFREG
    private const int FolderType = 0x4000;                      // S_IFDIR

    private static readonly nint PageMask = Environment.SystemPageSize - 1;

    /// <summary>Asks the kernel to read this part of a mapping from disk meanwhile. Advice only: failure does not matter.</summary>
    public static void ReadAhead(byte* start, long length) => Advise(start, length, AdviseWillNeed);

    /// <summary>Maps this part at once instead of by a page fault here and there. Advice only: an older kernel takes the faults.</summary>
    public static void Populate(byte* start, long length) => Advise(start, length, AdvisePopulate);

    /// <summary>Gives the whole pages in this part of a mapping back; they stay in the page cache and come back when touched.</summary>
    public static void GiveBack(byte* start, long length)
    {
        var firstPage = ((nint)start + PageMask) & ~PageMask;
        var lastPage = ((nint)start + (nint)length) & ~PageMask;
        if (lastPage > firstPage) Advise((byte*)firstPage, lastPage - firstPage, AdviseDoNotNeed);
    }

    /// <summary>What lies at a path, following links; never opens it, since opening a named pipe would wait for its writer.</summary>
    public static FileKind KindOf(string path)
    {
        Span<byte> status = stackalloc byte[StatxLength];
        status.Clear();
        fixed (byte* at = status)
            if (Statx(CurrentFolder, path, 0, WantType, at) != 0) return FileKind.Missing;
        var mode = BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(status[StatxModeOffset..])
            : BinaryPrimitives.ReadUInt16BigEndian(status[StatxModeOffset..]);
        return (mode & FileTypeMask) switch
        {
            RegularFile => FileKind.Regular,
            FolderType => FileKind.Folder,
            _ => FileKind.Pipe,
        };
    }

    private static void Advise(byte* start, long length, int advice)
    {
        var page = (nint)start & ~PageMask;
        if (length > 0) _ = MAdvise(page, (nuint)(length + ((nint)start - page)), advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(nint start, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* status);
}
