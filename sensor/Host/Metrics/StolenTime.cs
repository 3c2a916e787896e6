using System.Globalization;

namespace NetSensor.Host.Metrics;

/// <summary>Processor time that the hypervisor of a virtual machine gave to others while somebody here wanted it: proc_stat(5), "steal".</summary>
internal static class StolenTime
{
    private const int StealField = 8;            // cpu user nice system idle iowait irq softirq steal
    private const double TicksPerSecond = 100;   // USER_HZ, the same on every architecture that .NET runs on

    /// <summary>Seconds since the machine started, over all of its processors; 0 where the kernel does not say.</summary>
    public static double Seconds()
    {
        try
        {
            return Of(File.ReadLines("/proc/stat").First());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>Seconds by the first line of the file; 0 when it does not have them.</summary>
    internal static double Of(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StealField && fields[0] == "cpu" && long.TryParse(fields[StealField], CultureInfo.InvariantCulture, out var ticks) ? ticks / TicksPerSecond : 0;
    }
}
