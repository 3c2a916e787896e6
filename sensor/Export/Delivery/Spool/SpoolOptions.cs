using System.ComponentModel.DataAnnotations;

namespace NetSensor.Export.Delivery.Spool;

/// <summary>What an exporter keeps on disk while its receiver does not take it.</summary>
public sealed record SpoolOptions
{
    private const int MostMiB = 1 << 20; // a TiB: more is a slip of the unit

    /// <summary>Most MiB of findings that wait. When there are more the oldest go, and are counted.</summary>
    [Range(1, MostMiB)]
    public int FindingsMib { get; init; } = 256;

    /// <summary>Most MiB of lines of logs that wait. When there are more the oldest go, and are counted.</summary>
    [Range(1, MostMiB)]
    public int LogsMib { get; init; } = 1024;

    /// <summary>How long a finding waits before it is dropped, and counted.</summary>
    public TimeSpan FindingsKeep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a line of a log waits before it is dropped, and counted.</summary>
    public TimeSpan LogsKeep { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Most MiB, each of findings and of lines, that wait in memory until they are on disk, or when the disk takes nothing. When there are more the newest are dropped, and counted.</summary>
    [Range(1, 4096)]
    public int MemoryMib { get; init; } = 16;

    /// <summary>How often what was written is made to survive a power cut. Higher: less work for the disk, a power cut costs more. A kill of the sensor costs nothing either way.</summary>
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromSeconds(1);

    internal LaneLimits ForFindings => new((long)FindingsMib << 20, FindingsKeep, (long)MemoryMib << 20);

    internal LaneLimits ForLogs => new((long)LogsMib << 20, LogsKeep, (long)MemoryMib << 20);
}
