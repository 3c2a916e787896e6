namespace NetSensor.Export.Logs;

/// <summary>The one list of logs.</summary>
public static class LogCatalog
{
    /// <summary>All logs, by file name.</summary>
    public static IReadOnlyList<ILogFormat> All { get; } =
    [
        new DnsLog(),
    ];
}
