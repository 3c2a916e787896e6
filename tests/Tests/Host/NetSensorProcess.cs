using System.Diagnostics;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Host;

/// <summary>The real program, run as a user would.</summary>
internal static class NetSensorProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2); // far more than it needs: only a hang reaches it

    /// <summary>Runs it to its end.</summary>
    public static Outcome Run(params string[] args) => Run(null, [], args);

    /// <summary>Runs it with these bytes on its standard input, in this folder.</summary>
    public static Outcome Run(string? folder, byte[] input, params string[] args)
    {
        using var process = Start(folder, args);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it ended without reading its input
        }
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"netsensor {string.Join(' ', args)} does not end");
        }
        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Starts it with all of its streams redirected.</summary>
    public static Process Start(string? folder, params string[] args)
    {
        var start = new ProcessStartInfo(ProgramUnderTest.Path, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        return Process.Start(start)!;
    }

    /// <summary>What it said.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>The one line on stderr.</summary>
        public string ErrorLine => Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
