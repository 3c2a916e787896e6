using NetSensor.Enrichment;
using NetSensor.Enrichment.Indicators;

namespace NetSensor.Host.Config;

/// <summary>The <c>indicators</c> list. Files are opened when the settings are read: one that cannot be read is told with its line, what is wrong inside is a warning.</summary>
internal static class IndicatorSettings
{
    private const string None = "none";
    private const int FaultsTold = 10; // of one file: the first show what kind of mistake it is

    /// <summary>The files that are named.</summary>
    public static IReadOnlyList<string> Read(ConfigEntry entry)
    {
        var files = new List<string>();
        entry.Each(item =>
        {
            if (item.Text() != None) files.Add(Checked(item));
        });
        return files;
    }

    private static string Checked(ConfigEntry entry)
    {
        var file = entry.Text();
        try
        {
            var list = IndicatorFile.Read(file);
            foreach (var fault in list.Faults.Take(FaultsTold)) Console.Error.WriteLine($"netsensor: warning: {Terminal.OneLine($"{fault}")}");
            if (list.Faults.Count > FaultsTold) Console.Error.WriteLine($"netsensor: warning: {Terminal.OneLine(file)}: {list.Faults.Count - FaultsTold} more faults; the other {list.Indicators.Count} indicators are used");
            return file;
        }
        catch (EnrichmentException fault)
        {
            throw entry.Fault(fault.Message);
        }
    }
}
