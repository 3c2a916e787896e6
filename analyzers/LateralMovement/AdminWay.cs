namespace NetSensor.Analyzers.LateralMovement;

/// <summary>The ways by which hosts administer others, as far as habits are learnt of them.</summary>
internal static class AdminWay
{
    private static readonly Dictionary<string, string> ByTechnique = new(StringComparer.Ordinal)
    {
        ["T1021.001"] = "rdp", ["T1021.002"] = "smb", ["T1021.003"] = "dcom", ["T1021.004"] = "ssh", ["T1021.006"] = "winrm",
        ["T1047"] = "wmi", ["T1053.002"] = "tasks", ["T1053.005"] = "tasks", ["T1569.002"] = "smb", ["T1543.003"] = "smb", ["T1570"] = "smb", ["T1112"] = "registry",
        ["T1552.004"] = "federation",
    };

    /// <summary>The way that an act goes; null for acts that administer nothing (looks, attacks on the domain).</summary>
    public static string? Of(RemoteAct act)
    {
        foreach (var technique in act.Techniques)
            if (ByTechnique.TryGetValue(technique, out var way)) return way;
        return null;
    }
}
