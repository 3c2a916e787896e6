using System.Diagnostics;
using System.Diagnostics.Metrics;
using NetSensor.Export.Metrics;

namespace NetSensor.Host.Metrics;

/// <summary>What the program itself uses, under the names that Prometheus' own client libraries give these.</summary>
internal static class ProcessMetrics
{
    /// <summary>The framework's own meter: collections, pauses, heap, threads.</summary>
    public const string RuntimeMeter = "System.Runtime";

    /// <summary>Names the counters of the process.</summary>
    public static void Publish(SensorMetrics metrics)
    {
        var started = new DateTimeOffset(Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds() / 1e3;
        metrics.Counter("process_cpu_seconds_total", "CPU time of all threads, user and system", () => [new Measurement<double>(Environment.CpuUsage.TotalTime.TotalSeconds)]);
        metrics.Counter("netsensor_machine_stolen_seconds_total", "Processor time that the machine's hypervisor gave to others while it was wanted here, of all processors", () => [new Measurement<double>(StolenTime.Seconds())]);
        metrics.Gauge("netsensor_machine_processors", "Processors that the program may use", () => Environment.ProcessorCount);
        metrics.Gauge("process_resident_memory_bytes", "Memory in use", () => Environment.WorkingSet);
        metrics.Gauge("process_start_time_seconds", "When the program started, in seconds since the epoch", () => started);
        metrics.Gauge("process_open_fds", "Open files and sockets", () => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count());
        metrics.Gauge("netsensor_build_info", "The program's version; always 1", () => [Labels.With(1.0, "version", ProductVersion.Text)]);
    }
}
