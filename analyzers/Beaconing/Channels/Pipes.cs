namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>Named pipes that Windows itself opens on other machines ([MS-RPCE] endpoints and their aliases), so that a rhythm on them is administration.</summary>
internal static class Pipes
{
    private static readonly HashSet<string> WellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        "srvsvc", "wkssvc", "lsarpc", "lsass", "samr", "netlogon", "spoolss", "svcctl", "atsvc", "winreg", "epmapper", "browser", "eventlog", "ntsvcs",
        "protected_storage", "initshutdown", "netdfs", "efsrpc", "fssagentrpc", "mdssvc", "wtsapi", "sessenv", "termsrv_api_service", "tapsrv", "trkwks", "w32time",
        "dfsr", "frsrpc", "cert", "dnsserver", "llsrpc", "router", "scerpc", "dav rpc service", "hydralspipe", "msftewds", "ctx_winstation_api_service",
    };

    public static bool IsWellKnown(string name) => WellKnown.Contains(name.TrimStart('\\')) || name.StartsWith("sql\\query", StringComparison.OrdinalIgnoreCase);
}
