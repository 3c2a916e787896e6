namespace NetSensor.Analyzers.Correlation;

/// <summary>What is odd about how a process was called; pure.</summary>
internal static class CommandSuspicions
{
    private const int Encoded = 30;     // administrators have other means; malware has few
    private const int Fetches = 20;     // installers do so as well
    private const int Hidden = 10;      // so do many scheduled tasks
    private const int Proxied = 25;     // the arguments name no use but running foreign code
    private const int Bare = 20;        // rundll32 without a library does nothing by itself: a process to be injected into

    private static readonly string[] RunsFiles = ["rundll32.exe", "regsvr32.exe", "wscript.exe", "cscript.exe", "mshta.exe", "msbuild.exe", "installutil.exe"];

    /// <summary>The reasons, or none.</summary>
    public static IEnumerable<Suspicion> Of(ProcessStart process)
    {
        if (process.CommandLine is not { } called) return [];
        return Programs.PowerShells.Contains(process.Name) || IsRenamedPowerShell(process) ? OfPowerShell(called) : OfProxy(process.Name, called);
    }

    private static bool IsRenamedPowerShell(ProcessStart process) => process.OriginalName is { } name && Programs.PowerShells.Contains(name.ToLowerInvariant());

    private static IEnumerable<Suspicion> OfPowerShell(string called)
    {
        var script = PowerShellCommand.Decode(called);
        if (script is not null) yield return new Suspicion("encoded PowerShell", Encoded, $"the command was encoded; it says: {PowerShellCommand.Shown(script)}", "T1027.010");
        var cradles = PowerShellCommand.CradlesIn(called + " " + script);
        if (cradles.Count > 0) yield return new Suspicion("fetches code", Fetches, $"the script uses {string.Join(", ", cradles)}", "T1059.001");
        if (PowerShellCommand.IsHidden(called)) yield return new Suspicion("hidden window", Hidden, "PowerShell was told to show no window", "T1564.003");
    }

    private static IEnumerable<Suspicion> OfProxy(string name, string called)
    {
        if (!Programs.Proxies.TryGetValue(name, out var technique)) yield break;
        var small = called.ToLowerInvariant();
        if (Wrong(name, small) is { } why) yield return new Suspicion("system program as a proxy", Proxied, $"{name} {why}", technique);
        else if (name == "rundll32.exe" && !small.Contains(',') && !small.Contains(".dll", StringComparison.Ordinal) && !small.Contains(".cpl", StringComparison.Ordinal))
            yield return new Suspicion("empty rundll32", Bare, "rundll32.exe was called without a library", technique);
    }

    /// <summary>What the arguments are for, where they have no good use.</summary>
    private static string? Wrong(string name, string called)
    {
        if (RunsFiles.Contains(name) && ImageSuspicions.IsTemporary(called))
            return "runs what lies in a folder where every user may write";
        var fromWeb = called.Contains("http://", StringComparison.Ordinal) || called.Contains("https://", StringComparison.Ordinal);
        return name switch
        {
            "mshta.exe" when fromWeb || called.Contains("javascript:", StringComparison.Ordinal) || called.Contains("vbscript:", StringComparison.Ordinal) => "runs a script from its arguments",
            "regsvr32.exe" when fromWeb || called.Contains("scrobj", StringComparison.Ordinal) => "runs a scriptlet",
            "rundll32.exe" when fromWeb || called.Contains("javascript:", StringComparison.Ordinal) || called.Contains("comsvcs", StringComparison.Ordinal) => "runs what a library of the system was not made for",
            "certutil.exe" when called.Contains("urlcache", StringComparison.Ordinal) || called.Contains("verifyctl", StringComparison.Ordinal) || called.Contains("-decode", StringComparison.Ordinal) => "fetches or decodes a file",
            "bitsadmin.exe" when called.Contains("transfer", StringComparison.Ordinal) || called.Contains("addfile", StringComparison.Ordinal) => "fetches a file",
            "wmic.exe" when called.Contains("process call create", StringComparison.Ordinal) || called.Contains("/node:", StringComparison.Ordinal) || called.Contains("format:", StringComparison.Ordinal) => "runs something, here or elsewhere",
            "msiexec.exe" when fromWeb => "installs from the web",
            "cmstp.exe" or "odbcconf.exe" when called.Contains("/s", StringComparison.Ordinal) => "runs from a settings file without asking",
            _ => null,
        };
    }
}
