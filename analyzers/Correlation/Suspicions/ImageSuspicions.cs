namespace NetSensor.Analyzers.Correlation;

/// <summary>What is odd about a process's program and its place; pure.</summary>
internal static class ImageSuspicions
{
    private const int Masquerade = 25;   // no honest program takes a system program's name
    private const int Renamed = 20;
    private const int Temporary = 15;    // installers run there too
    private const int Unsigned = 10;

    private static readonly string[] TemporaryFolders =
        ["\\temp\\", "\\tmp\\", "\\appdata\\local\\temp\\", "\\appdata\\roaming\\", "\\downloads\\", "\\users\\public\\", "\\perflogs\\", "\\$recycle.bin\\", "/tmp/", "/var/tmp/", "/dev/shm/"];

    /// <summary>The reasons, or none.</summary>
    public static IEnumerable<Suspicion> Of(ProcessStart process)
    {
        var path = process.Image.ToLowerInvariant();
        if (Programs.OfTheSystem.Contains(process.Name) && path.Contains('\\') && !IsOfTheSystem(path))
            yield return new Suspicion("masquerade", Masquerade, $"{process.Name} runs from {process.Image}, not from the folder of the system", "T1036.005");
        if (process.OriginalName is { } original && IsRenamed(process.Name, original.ToLowerInvariant()))
            yield return new Suspicion("renamed program", Renamed, $"{process.Name} was {original} when it was made", "T1036.003");
        if (!IsTemporary(path)) yield break;
        yield return new Suspicion("temporary folder", Temporary, $"it runs from {process.Image}, where every user may write", "T1204.002");
        if (process.IsSigned == false) yield return new Suspicion("unsigned", Unsigned, "nobody signed it", "T1204.002");
    }

    /// <summary>Whether everybody may write where it lies.</summary>
    public static bool IsTemporary(string smallPath) => Array.Exists(TemporaryFolders, folder => smallPath.Contains(folder, StringComparison.Ordinal));

    private static bool IsOfTheSystem(string path) =>
        path.Contains("\\windows\\system32\\", StringComparison.Ordinal) || path.Contains("\\windows\\syswow64\\", StringComparison.Ordinal) || path.Contains("\\windows\\winsxs\\", StringComparison.Ordinal);

    /// <summary>Only of programs that attackers take along: many honest ones bear another name inside.</summary>
    private static bool IsRenamed(string name, string original) =>
        name != original && (Programs.Proxies.ContainsKey(original) || Programs.PowerShells.Contains(original) || original is "cmd.exe" or "psexec.c" or "procdump") && !name.StartsWith(original.Split('.')[0], StringComparison.Ordinal);
}
