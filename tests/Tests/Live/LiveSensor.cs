using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>The program, listening inside a namespace.</summary>
internal sealed partial class LiveSensor : IDisposable
{
    public const int Terminate = 15, Freeze = 19, Thaw = 18; // SIGTERM, SIGSTOP, SIGCONT

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;

    /// <summary>Starts it and waits until it listens.</summary>
    public LiveSensor(VethLink link, string folder, string interfaces, params string[] more)
        : this(link, [Program, "run", "--interface", interfaces, "--out", folder, "--json", .. more]) =>
        Assert.StartsWith($"netsensor: listening on {interfaces.Replace(",", ", ", StringComparison.Ordinal)};", NextLine());

    /// <summary>Starts it by a command of the test's own.</summary>
    public LiveSensor(VethLink link, string[] command)
    {
        _process = link.Start(command);
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public static string Program => ProgramUnderTest.Path;

    /// <summary>Its process: <c>/proc/…/root</c> is what it sees of the disk.</summary>
    public int Id => _process.Id;

    /// <summary>Reads until it says this, whatever it says before.</summary>
    public string AwaitLine(string part)
    {
        var line = NextLine();
        while (line is not null && !line.Contains(part, StringComparison.Ordinal)) line = NextLine();
        return line ?? throw new EndOfStreamException($"the sensor ended without saying '{part}'");
    }

    /// <summary>The next line that it says to the operator; null when it has ended.</summary>
    public string? NextLine() => _process.StandardError.ReadLineAsync().WaitAsync(Patience).GetAwaiter().GetResult();

    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Stops it and gives its summary.</summary>
    public JsonElement Stop()
    {
        Signal(Terminate);
        Assert.Equal(0, WaitForEnd());
        return JsonDocument.Parse(_output.Result).RootElement;
    }

    /// <summary>Waits until it ends by itself and gives its exit code.</summary>
    public int WaitForEnd()
    {
        Assert.True(_process.WaitForExit(Patience), "the sensor does not end");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
