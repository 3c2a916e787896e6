namespace NetSensor.Protocols.Smb;

/// <summary>Names that are pipes even when nobody saw to which share they belong.</summary>
internal static class KnownPipes
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "atsvc", "browser", "efsrpc", "epmapper", "eventlog", "initshutdown", "lsarpc", "lsass", "MsFteWds", "netdfs", "netlogon", "ntsvcs", "PSEXESVC",
        "samr", "spoolss", "srvsvc", "svcctl", "winreg", "wkssvc",
    };

    /// <summary>Whether it is one, with or without the backslash that SMB 1 puts in front.</summary>
    public static bool IsOne(string? name) => name is not null && Names.Contains(name.StartsWith('\\') ? name[1..] : name);
}
