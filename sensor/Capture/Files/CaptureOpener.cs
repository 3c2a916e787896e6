using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace NetSensor.Capture.Files;

/// <summary>Opens inputs as bytes, and bytes as captures.</summary>
internal static unsafe class CaptureOpener
{
    /// <summary>What stands for standard input in a list of paths.</summary>
    public const string StandardInput = "-";

    private const int ReadSize = 256 * 1024;                    // bytes asked of the system at once
    private const int GzipMagicLength = 2;

    /// <summary>
    /// Opens a file for reading; throws the exceptions of <see cref="File.OpenHandle(string, FileMode, FileAccess, FileShare, FileOptions, long)"/>.
    /// What is written behind <paramref name="known"/> bytes meanwhile is left out, so that all readers of a growing file see the same.
    /// </summary>
    public static CaptureBytes Open(string path, long known = long.MaxValue)
    {
        if (FileStatus.Of(path).Kind == FileKind.Pipe)
            return new StreamBytes(new InputStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, ReadSize), null));
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var length = Math.Min(RandomAccess.GetLength(file), known);
            if (length > 0 && !IsGzip(file) && TryMap(file, length) is { } mapped) return mapped;
            return new StreamBytes(new InputStream(new FileStream(file, FileAccess.Read, ReadSize), length));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens standard input.</summary>
    public static CaptureBytes Open(Stream standardInput) => new StreamBytes(new InputStream(standardInput, null));

    /// <summary>A reader for the capture that starts here; null when this is none.</summary>
    public static RecordReader? TryRead(CaptureBytes bytes, PacketGate gate)
    {
        if (!bytes.Extend(PcapFileHeader.MagicLength)) return null;
        var magic = new ReadOnlySpan<byte>(bytes.At, PcapFileHeader.MagicLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(magic) == PcapngReader.SectionHeader) return new PcapngReader(bytes, gate);
        return PcapFileHeader.TryRecognise(magic, out var header) ? new PcapReader(bytes, gate, header) : null;
    }

    /// <summary>Maps the file; null where it cannot be mapped (some file systems, an exhausted address space), to be read instead.</summary>
    private static MappedBytes? TryMap(SafeFileHandle file, long length)
    {
        try
        {
            return new MappedBytes(file, length);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException or OutOfMemoryException)
        {
            return null;
        }
    }

    private static bool IsGzip(SafeFileHandle file)
    {
        Span<byte> magic = stackalloc byte[GzipMagicLength];
        return RandomAccess.Read(file, magic, 0) == GzipMagicLength && StreamBytes.IsGzipMagic(magic);
    }
}
