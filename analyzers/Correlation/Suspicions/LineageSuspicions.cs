namespace NetSensor.Analyzers.Correlation;

/// <summary>What is odd about who began a process; pure.</summary>
internal static class LineageSuspicions
{
    private const int FromDocument = 30;
    private const int FromServer = 25;
    private const int FromRemote = 20;   // administrators do so as well

    /// <summary>The reasons, or none.</summary>
    /// <param name="parent">File name of the parent, in small letters.</param>
    /// <param name="process">What it began.</param>
    public static IEnumerable<Suspicion> Of(string parent, ProcessStart process)
    {
        var isShell = Programs.Shells.Contains(process.Name) || Programs.Proxies.ContainsKey(process.Name);
        if (!isShell && !(Programs.Office.Contains(parent) && ImageSuspicions.IsTemporary(process.Image.ToLowerInvariant()))) yield break;
        if (Programs.Office.Contains(parent)) yield return new Suspicion("begun by a document", FromDocument, $"{parent} began {process.Name}", "T1204.002");
        if (Programs.Servers.Contains(parent)) yield return new Suspicion("begun by a server", FromServer, $"{parent} began {process.Name}", "T1505.003");
        if (Programs.RemoteHands.Contains(parent)) yield return new Suspicion("begun from elsewhere", FromRemote, $"{parent} began {process.Name}, as remote execution does", Technique(parent));
    }

    private static string Technique(string parent) => parent switch
    {
        "wmiprvse.exe" => "T1047",
        "wsmprovhost.exe" or "winrshost.exe" => "T1021.006",
        "mmc.exe" => "T1021.003",
        _ => "T1569.002",
    };
}
