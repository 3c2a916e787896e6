using Microsoft.Data.Sqlite;

namespace NetSensor.Store;

/// <summary>What SQLite's result codes mean for a state file (sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    private const int Busy = 5, Locked = 6, Corrupt = 11, NotADatabase = 26;

    /// <summary>The fault in our words.</summary>
    public static StateException Explain(string path, SqliteException fault) => fault.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => new StateException(StateFault.Corrupt, $"{path}: {(fault.SqliteErrorCode == Corrupt ? "damaged" : "no state file")}; name another file", fault),
        Busy or Locked => new StateException(StateFault.InUse, $"{path}: another program holds it; end that one, or name another file", fault),
        _ => new StateException(StateFault.Unavailable, $"{path}: {Said(fault)}; make room or give the right to write, or name another file", fault),
    };

    /// <summary>SQLite's own words within "SQLite Error 14: 'unable to open database file'.".</summary>
    private static string Said(SqliteException fault)
    {
        var parts = fault.Message.Split('\'');
        return parts.Length >= 3 ? string.Join('\'', parts[1..^1]) : fault.Message;
    }
}
