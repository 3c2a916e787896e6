namespace NetSensor.Analyzers.Common;

/// <summary>A value of a <see cref="CompactTable{T}"/>.</summary>
public interface ICompactEntry
{
    /// <summary>What it is worth to keep: where there is no room, the entry of the least worth gives way.</summary>
    long Worth { get; }
}
