using System.Runtime.InteropServices;

namespace NetSensor.Capture.Files;

/// <summary>What the capture files need from the C library: advice on mappings.</summary>
internal static unsafe partial class NativeFiles
{
    private const int AdviseWillNeed = 3;                       // MADV_WILLNEED
    private const int AdvisePopulate = 22;                      // MADV_POPULATE_READ, since Linux 5.14: maps many pages in one call
    private const int AdviseDoNotNeed = 4;                      // MADV_DONTNEED: on a file mapping it only forgets the page table entries

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

    private static void Advise(byte* start, long length, int advice)
    {
        var page = (nint)start & ~PageMask;
        if (length > 0) _ = MAdvise(page, (nuint)(length + ((nint)start - page)), advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(nint start, nuint length, int advice);
}
