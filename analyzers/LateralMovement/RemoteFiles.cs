using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Which uses of shares, files and pipes are which act.</summary>
internal static class RemoteFiles
{
    private const uint Created = 2, Overwritten = 3, Superseded = 0; // SmbFileEvent.Action

    private static readonly HashSet<string> Programs = new(StringComparer.OrdinalIgnoreCase)
        { "exe", "dll", "sys", "com", "scr", "cpl", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "msi", "lnk", "xll", "csproj", "jar", "py" };

    private static readonly string[] ShellPipes = ["psexesvc", "remcom_", "csexec", "paexec", "ahexec", "winexesvc"];
    private static readonly string[] ShellStreams = ["stdin", "stdout", "stderr"];

    /// <summary>Whether the share is the system's own for administrators ("ADMIN$", "C$"): hidden, and no pipe or printer share.</summary>
    public static bool IsAdminShare(string? path)
    {
        if (path is null || !path.EndsWith('$')) return false;
        var name = path.AsSpan(path.LastIndexOf('\\') + 1);
        return name.Equals("ADMIN$", StringComparison.OrdinalIgnoreCase) || (name.Length == 2 && char.IsAsciiLetter(name[0]));
    }

    /// <summary>The act that it is; null for work like everybody's.</summary>
    public static RemoteAct? Of(SmbFileEvent file)
    {
        if (file.Name is not { Length: > 0 } name) return null;
        if (file.IsPipe) return file.Operation == SmbOperation.Open && IsOfShell(name) ? RemoteAct.ShellPipeOpened : null;
        if (!IsAdminShare(file.Share) || file.IsDirectory) return null;
        if (IsOutput(name)) return RemoteAct.OutputCollected;
        if (IsWrite(file)) return Programs.Contains(Extension(name)) ? RemoteAct.ProgramWritten : RemoteAct.AdminFileWritten;
        return file.Operation is SmbOperation.Open or SmbOperation.Close ? RemoteAct.AdminFileRead : null;
    }

    private static bool IsWrite(SmbFileEvent file) => file.Operation switch
    {
        SmbOperation.Open => file.Status is 0 && file.Action is Created or Overwritten or Superseded,
        SmbOperation.Close => file.BytesWritten > 0,
        _ => false,
    };

    /// <summary>Files into which remote shells write what a command said: "__output", "__1634482013.32", "Windows\Temp\XVbNMf", "Temp\dzBYwJdl.tmp".</summary>
    private static bool IsOutput(string name)
    {
        var last = name.AsSpan(name.LastIndexOf('\\') + 1);
        if (last.StartsWith("__")) return true;
        if (!name.Contains("Temp\\", StringComparison.OrdinalIgnoreCase)) return false;
        return last.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase) || (last.Length == 6 && last.IndexOf('.') < 0);
    }

    private static bool IsOfShell(string pipe)
    {
        var name = pipe.TrimStart('\\');
        return Array.Exists(ShellPipes, shell => name.StartsWith(shell, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(ShellStreams, stream => name.Contains(stream, StringComparison.OrdinalIgnoreCase));
    }

    private static string Extension(string name) => name[(name.LastIndexOf('.') + 1)..];
}
