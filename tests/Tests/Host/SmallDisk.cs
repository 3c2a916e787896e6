using System.Diagnostics;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Host;

/// <summary>Runs the program where a folder lies on a disk of a few kilobytes, which only that process and its children see.</summary>
internal static class SmallDisk
{
    private const string Script = "mount -t tmpfs -o size=\"$1k\" none \"$2\" && folder=\"$2\" && shift 2 && \"$@\" >/dev/null; code=$?; tail -qn 1 \"$folder\"/conn.log; exit $code";

    /// <summary>Whether this machine lets us mount one.</summary>
    public static bool IsPossible { get; } = Try();

    /// <summary>Runs the program; its output is replaced by the last line of the conn.log that it left.</summary>
    public static NetSensorProcess.Outcome Run(string folder, int kilobytes, params string[] args)
    {
        string[] command = ["-rm", "sh", "-c", Script, "sh", kilobytes.ToString(), folder, ProgramUnderTest.Path, .. args];
        using var process = Process.Start(new ProcessStartInfo("unshare", command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new NetSensorProcess.Outcome(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static bool Try()
    {
        try
        {
            string[] command = ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"];
            using var process = Process.Start(new ProcessStartInfo("unshare", command) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such command
        }
    }
}
