using System.Diagnostics;

namespace NetSensor.Tests.Support;

/// <summary>Fields of a capture's frames as tshark reads them, where it is installed.</summary>
internal static class TsharkFields
{
    /// <summary>A row per frame; of each field all values, in their order. Null when tshark is not here.</summary>
    public static List<Dictionary<string, string[]>>? Read(string capture, params string[] fields)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-n", "-r", capture, "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=|"]) start.ArgumentList.Add(argument);
        foreach (var field in fields)
        {
            start.ArgumentList.Add("-e");
            start.ArgumentList.Add(field);
        }
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var rows = new List<Dictionary<string, string[]>>();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                var columns = line.Split('\t');
                rows.Add(fields.Select((field, index) => (field, columns[index].Split('|', StringSplitOptions.RemoveEmptyEntries))).ToDictionary(pair => pair.field, pair => pair.Item2));
            }
            process.WaitForExit();
            return rows;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // not installed
        }
    }
}
