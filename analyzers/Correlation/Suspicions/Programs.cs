namespace NetSensor.Analyzers.Correlation;

/// <summary>Programs of Windows by what attackers do with them (lolbas-project.github.io, ATT&amp;CK); file names in small letters.</summary>
public static class Programs
{
    /// <summary>Shells and script hosts: what a document or a web server has no reason to begin.</summary>
    public static readonly HashSet<string> Shells = ["cmd.exe", "powershell.exe", "pwsh.exe", "wscript.exe", "cscript.exe", "mshta.exe", "bash.exe", "wsl.exe"];

    /// <summary>PowerShell in its forms.</summary>
    public static readonly HashSet<string> PowerShells = ["powershell.exe", "pwsh.exe", "powershell_ise.exe"];

    /// <summary>What opens documents and mails.</summary>
    public static readonly HashSet<string> Office =
        ["winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "msaccess.exe", "mspub.exe", "visio.exe", "onenote.exe", "eqnedt32.exe", "acrord32.exe", "acrobat.exe", "foxitreader.exe"];

    /// <summary>Servers of web and data: a shell below one is a shell for strangers.</summary>
    public static readonly HashSet<string> Servers =
        ["w3wp.exe", "httpd.exe", "nginx.exe", "tomcat.exe", "tomcat9.exe", "java.exe", "php-cgi.exe", "sqlservr.exe", "umworkerprocess.exe", "node.exe"];

    /// <summary>What begins a process that somebody elsewhere asked for: services, WMI, WinRM, DCOM, tasks.</summary>
    public static readonly HashSet<string> RemoteHands = ["services.exe", "wmiprvse.exe", "wsmprovhost.exe", "mmc.exe", "psexesvc.exe", "winrshost.exe", "paexec.exe"];

    /// <summary>Signed programs of the system that run what they are given, with the technique.</summary>
    public static readonly Dictionary<string, string> Proxies = new()
    {
        ["rundll32.exe"] = "T1218.011", ["regsvr32.exe"] = "T1218.010", ["mshta.exe"] = "T1218.005", ["msiexec.exe"] = "T1218.007", ["installutil.exe"] = "T1218.004",
        ["cmstp.exe"] = "T1218.003", ["regasm.exe"] = "T1218.009", ["regsvcs.exe"] = "T1218.009", ["odbcconf.exe"] = "T1218.008", ["mavinject.exe"] = "T1218.013",
        ["msbuild.exe"] = "T1127.001", ["wmic.exe"] = "T1047", ["certutil.exe"] = "T1105", ["bitsadmin.exe"] = "T1197", ["wscript.exe"] = "T1059.005", ["cscript.exe"] = "T1059.005",
        ["hh.exe"] = "T1218.001", ["forfiles.exe"] = "T1202", ["pcalua.exe"] = "T1202", ["xwizard.exe"] = "T1218", ["desktopimgdownldr.exe"] = "T1105", ["esentutl.exe"] = "T1105",
    };

    /// <summary>Programs that have nobody to talk to outside: implants live in them because they are always there.</summary>
    public static readonly HashSet<string> Quiet =
        ["notepad.exe", "calc.exe", "calculator.exe", "mspaint.exe", "dllhost.exe", "werfault.exe", "spoolsv.exe", "lsass.exe", "csrss.exe", "winlogon.exe", "services.exe", "conhost.exe", "gpupdate.exe", "dfrgui.exe", "write.exe"];

    /// <summary>Programs that live in the folder of the system and nowhere else.</summary>
    public static readonly HashSet<string> OfTheSystem =
        ["svchost.exe", "lsass.exe", "csrss.exe", "services.exe", "winlogon.exe", "smss.exe", "wininit.exe", "spoolsv.exe", "dllhost.exe", "rundll32.exe", "regsvr32.exe", "taskhostw.exe", "conhost.exe", "lsm.exe"];

    /// <summary>The file name of a path, Windows' or Unix's, in small letters.</summary>
    public static string FileName(string path) => path[(path.LastIndexOfAny(['\\', '/']) + 1)..].ToLowerInvariant();
}
