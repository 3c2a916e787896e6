using System.Buffers;

namespace NetSensor.Flows.Tcp;

/// <summary>
/// TCP segments of one shard that wait for earlier ones: sorted, non-overlapping lists per direction, in one array with a free list. A segment
/// whose bytes nobody wants is kept as a range only.
/// </summary>
internal sealed class SegmentStore
{
    private readonly ArrayPool<byte> _pool = ArrayPool<byte>.Create(1 << 16, 1024); // segments are at most 64 KB, even with offload
    private Segment[] _segments = new Segment[64]; // number 0 is never used: it says "none"
    private int _created = 1;
    private int _free;

    /// <summary>Bytes that are kept for all flows.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>A segment by its number; valid until the next <see cref="Add"/>.</summary>
    public ref Segment this[int number] => ref _segments[number];

    /// <summary>Keeps a range, with its bytes unless <paramref name="bytes"/> is empty.</summary>
    public int Add(long start, long end, ReadOnlySpan<byte> bytes, int next)
    {
        int number;
        if (_free != 0)
        {
            number = _free;
            _free = _segments[number].Next;
        }
        else
        {
            if (_created == _segments.Length) Array.Resize(ref _segments, _segments.Length * 2);
            number = _created++;
        }
        ref var segment = ref _segments[number];
        segment.Start = start;
        segment.End = end;
        segment.Next = next;
        segment.Bytes = null;
        if (bytes.IsEmpty) return number;
        segment.Bytes = _pool.Rent(bytes.Length);
        bytes.CopyTo(segment.Bytes);
        TotalBytes += bytes.Length;
        return number;
    }

    /// <summary>Gives a segment's place and bytes back.</summary>
    public void Free(int number)
    {
        ref var segment = ref _segments[number];
        if (segment.Bytes is { } bytes)
        {
            TotalBytes -= segment.End - segment.Start;
            _pool.Return(bytes);
            segment.Bytes = null;
        }
        segment.Next = _free;
        _free = number;
    }

    /// <summary>A run of bytes in the stream.</summary>
    internal struct Segment
    {
        /// <summary>Position of its first byte.</summary>
        public long Start;
        /// <summary>Position behind its last byte.</summary>
        public long End;
        /// <summary>Its bytes; null when only the range is kept.</summary>
        public byte[]? Bytes;
        /// <summary>The next one in its list; 0 ends.</summary>
        public int Next;
    }
}
