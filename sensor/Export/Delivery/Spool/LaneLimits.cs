namespace NetSensor.Export.Delivery.Spool;

/// <summary>How much a lane of a spool may hold.</summary>
/// <param name="MaxBytes">On disk; beyond it the oldest segment goes.</param>
/// <param name="MaxAge">What was taken longer ago is dropped.</param>
/// <param name="MemoryBytes">In memory, before it is on disk or when the disk takes nothing; beyond it new records are dropped.</param>
internal sealed record LaneLimits(long MaxBytes, TimeSpan MaxAge, long MemoryBytes)
{
    private const long LeastSegmentBytes = 16 * 1024, MostSegmentBytes = 8 * 1024 * 1024;
    private const int SegmentsInAll = 16; // what is dropped at a time when the spool is full: a sixteenth

    /// <summary>Size at which the next segment is begun.</summary>
    public long SegmentBytes => Math.Clamp(MaxBytes / SegmentsInAll, LeastSegmentBytes, MostSegmentBytes);
}
