using System.ComponentModel.DataAnnotations;

namespace NetSensor.Recording;

/// <summary>How many packets are remembered before a finding, and how many are kept behind it.</summary>
public sealed record EvidenceOptions
{
    /// <summary>
    /// MiB of memory for packets that a later finding may need, all workers together; 0 keeps no evidence. Higher: what happened earlier is still there when a
    /// finding is told.
    /// </summary>
    [Range(0, 262_144)]
    public int RingMib { get; init; } = 128;

    /// <summary>
    /// Most KiB remembered of what two hosts say to each other until both are silent for two seconds. Higher: more of long transfers, and fewer minutes of
    /// everything else.
    /// </summary>
    [Range(1, 1_048_576)]
    public int BurstKib { get; init; } = 64;

    /// <summary>How long packets are collected after the finding before its file is written.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most MiB in the file of one finding; where there is more, the first and the last packets are kept.</summary>
    [Range(1, 4_096)]
    public int MaxMibPerFinding { get; init; } = 10;

    /// <summary>How long the files are kept.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most MiB of all files together; the oldest go first.</summary>
    [Range(1, 16_777_216)]
    public int KeepMib { get; init; } = 4_096;
}
