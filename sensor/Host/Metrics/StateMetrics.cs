using NetSensor.Export.Metrics;
using NetSensor.Host.Summary;
using NetSensor.Store;

namespace NetSensor.Host.Metrics;

/// <summary>How well what was learnt is kept, and what room the disk has.</summary>
internal static class StateMetrics
{
    /// <summary>Names the counters of the state file, when there is one, and of the disk of the logs.</summary>
    public static void Publish(SensorMetrics metrics, StateKeeper? state, string folder)
    {
        metrics.Gauge("netsensor_log_disk_free_bytes", "Room on the disk of the logs", () => Disk(folder)?.AvailableFreeSpace ?? 0);
        metrics.Gauge("netsensor_log_disk_size_bytes", "Size of the disk of the logs", () => Disk(folder)?.TotalSize ?? 0);
        if (state is null) return;
        metrics.Counter("netsensor_state_total", "What the keeping of state did and lost", () => Labels.ByCause(StateCounts.Of(state)));
        metrics.Gauge("netsensor_state_age_seconds", "Time since all that was learnt by then was saved", () => state.Age.TotalSeconds);
        metrics.Gauge("netsensor_state_size_bytes", "Size of the state file, without its journal", () => new FileInfo(state.Path) is { Exists: true } file ? file.Length : 0);
    }

    private static DriveInfo? Disk(string folder)
    {
        try
        {
            var disk = new DriveInfo(Path.GetFullPath(folder));
            return disk.IsReady ? disk : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // the disk went away: it has no room
        }
    }
}
