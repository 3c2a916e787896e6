using System.Globalization;

namespace NetSensor.Capture.Live;

/// <summary>What the interface itself dropped since it was opened, from the kernel's own statistics; shared by the rings of one interface.</summary>
internal sealed class InterfaceDrops
{
    private static readonly string[] Causes = ["rx_dropped", "rx_missed_errors", "rx_fifo_errors"];

    private readonly string _folder;
    private readonly Lock _gate = new();
    private long _taken;

    public InterfaceDrops(string interfaceName)
    {
        _folder = Path.Combine("/sys/class/net", interfaceName, "statistics");
        _taken = Total();
    }

    /// <summary>The drops since the last call.</summary>
    public long Take()
    {
        lock (_gate)
        {
            var total = Total();
            var since = total - _taken;
            _taken = total;
            return since;
        }
    }

    private long Total()
    {
        var total = 0L;
        foreach (var cause in Causes)
            try
            {
                total += long.Parse(File.ReadAllText(Path.Combine(_folder, cause)), CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The interface went away, or this cause is not counted here: nothing to add.
            }
        return total;
    }
}
