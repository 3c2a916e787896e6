using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace NetSensor.Capture.Files;

/// <summary>
/// A regular file mapped as a whole into memory (64-bit addresses: any size) and walked in windows. Entering a window checks that the file
/// has not shrunk, because touching a page behind the end of its file kills the process (SIGBUS); a shorter file ends there with a fault.
/// What is cut away while its window is being read stays a risk: captures that are rewritten in place belong on a pipe.
/// Windows left behind are given back, so that resident memory does not grow with the file.
/// </summary>
internal sealed unsafe class MappedBytes : CaptureBytes
{
    private const int WindowLength = 4 * 1024 * 1024;          // checks and give-backs are system calls: rare enough to cost nothing per packet

    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private byte* _windowStart;
    private long _length;
    private bool _disposed;

    /// <summary>Maps a file that is open and not empty; the handle is owned from here on.</summary>
    public MappedBytes(SafeFileHandle file, long length)
    {
        _file = file;
        _length = length;
        _mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
        Total = length;
        At = End = _windowStart = _start;
    }

    /// <inheritdoc/>
    public override long Offset => At - _start;

    /// <inheritdoc/>
    public override long Consumed => Offset;

    /// <inheritdoc/>
    public override long? Total { get; }

    /// <inheritdoc/>
    public override bool Extend(int count)
    {
        if (Available >= count) return true;
        CheckLength();
        NativeFiles.GiveBack(_windowStart, At - _windowStart);
        _windowStart = At;
        var left = _length - Offset;
        End = At + Math.Max(0, Math.Min(left, Math.Max(count, WindowLength)));
        NativeFiles.Populate(At, Available);
        NativeFiles.ReadAhead(End, Math.Min(WindowLength, Math.Max(0, left - Available)));
        return left >= count;
    }

    /// <inheritdoc/>
    public override bool Skip(long count)
    {
        var within = Math.Min(count, Math.Max(0, _length - Offset));
        At += within;
        if (At > End) End = At;
        return within == count;
    }

    /// <inheritdoc/>
    public override bool Rewind()
    {
        At = End = _windowStart = _start;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_disposed || !disposing) return;
        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _mapping.Dispose();
        _file.Dispose();
    }

    private void CheckLength()
    {
        var now = RandomAccess.GetLength(_file);
        if (now >= _length) return;
        _length = now;
        Trouble = "file shrank while it was read";
    }
}
