using System.ComponentModel;
using System.Diagnostics;

namespace NetSensor.Tests.Support;

/// <summary>Fields of a capture's frames as tshark reads them, where it is installed.</summary>
internal static class TsharkFields
{
    /// <summary>A row per frame; of each field all values, in their order. Null when tshark is not here.</summary>
    public static List<Dictionary<string, string[]>>? Read(string capture, params string[] fields) =>
        Lines(capture, ["-E", "separator=/t", "-E", "aggregator=|"], fields)?.ConvertAll(line =>
        {
            var columns = line.Split('\t');
            return fields.Select((field, index) => (Name: field, Values: columns[index].Split('|', StringSplitOptions.RemoveEmptyEntries))).ToDictionary(field => field.Name, field => field.Values);
        });

    /// <summary>The line that tshark prints for each frame, with every occurrence of the fields; null when it is not here.</summary>
    public static List<string>? Lines(string capture, IReadOnlyList<string> options, IReadOnlyList<string> fields)
    {
        string[] arguments = ["-n", "-r", capture, "-T", "fields", "-E", "occurrence=a", .. options, .. fields.SelectMany(field => (string[])["-e", field])];
        var start = new ProcessStartInfo("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { }; // read, or a full pipe would stop it
            process.BeginErrorReadLine();
            var lines = new List<string>();
            while (process.StandardOutput.ReadLine() is { } line) lines.Add(line);
            process.WaitForExit();
            return lines;
        }
        catch (Win32Exception)
        {
            return null; // not installed
        }
    }
}
