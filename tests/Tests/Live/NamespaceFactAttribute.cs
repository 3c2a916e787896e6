using System.Diagnostics;

namespace NetSensor.Tests.Live;

/// <summary>A test that makes a network namespace and replays into it; says why it does not run where that cannot be done.</summary>
public sealed class NamespaceFactAttribute : FactAttribute
{
    private static readonly string? Missing = FindMissing();

    /// <summary>Skips with the reason.</summary>
    public NamespaceFactAttribute() => Skip = Missing;

    /// <summary>Skips where one of these tools is not installed, too.</summary>
    public NamespaceFactAttribute(params string[] tools) => Skip = Missing ?? (Array.Find(tools, tool => !Exists(tool)) is { } absent ? $"{absent} is not installed" : null);

    private static string? FindMissing()
    {
        if (!Environment.IsPrivilegedProcess) return "making a network namespace needs root";
        foreach (var tool in (ReadOnlySpan<string>)["ip", "tcpreplay"])
            if (!Exists(tool)) return $"{tool} is not installed";
        var probe = $"nsprobe{Environment.ProcessId}";
        if (Run("ip", "netns", "add", probe) != 0) return "this system makes no network namespaces";
        Run("ip", "netns", "del", probe);
        return null;
    }

    private static bool Exists(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool)));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
