using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NetSensor.Store;

/// <summary>
/// The tables of a state file, and how a file is known as ours. <c>memory</c> is what learners want kept; <c>findings</c> the latest telling of every
/// finding; <c>runs</c> who wrote when; <c>meta</c> which program wrote last.
/// </summary>
internal static class StateSchema
{
    /// <summary>Version of these tables (<c>user_version</c>); a file with a higher one is left alone.</summary>
    public const int Version = 2;

    private const int ApplicationId = 0x4E534E53; // "NSNS", at byte 68 of the file: what file(1) and we know it by
    private const int PageBytes = 4096;

    private const string Tables = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE memory (
            learner TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, value BLOB NOT NULL,
            last_used INTEGER NOT NULL, -- nanoseconds since 1970, packet clock
            UNIQUE (learner, key));
        CREATE INDEX memory_by_age ON memory (last_used);
        CREATE TABLE findings (
            id TEXT PRIMARY KEY, detector TEXT NOT NULL, severity INTEGER NOT NULL, risk INTEGER NOT NULL, title TEXT NOT NULL,
            first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, count INTEGER NOT NULL, ocsf BLOB NOT NULL);
        CREATE INDEX findings_by_age ON findings (last_seen);
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY, version TEXT NOT NULL, source TEXT NOT NULL, started TEXT NOT NULL, ended TEXT); -- wall clock; no end: it was cut short
        """;

    /// <summary>Version 1 had two columns of findings that nobody wrote: what is still to be sent lies in the spools of the exporters, and what is open the desk knows.</summary>
    private const string FromFirst = "ALTER TABLE findings DROP COLUMN status; ALTER TABLE findings DROP COLUMN sent;";

    /// <summary>Makes the tables in a file that has none.</summary>
    public static void Create(SqliteConnection file)
    {
        // The pages' order is fixed before the first table: what is forgotten can be given back to the disk.
        Execute(file, $"PRAGMA page_size = {PageBytes}; PRAGMA auto_vacuum = INCREMENTAL;");
        using var all = file.BeginTransaction();
        Execute(file, Tables, all);
        Execute(file, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};", all);
        all.Commit();
    }

    /// <summary>Whether there is nothing in the file yet.</summary>
    public static bool IsEmpty(SqliteConnection file) => Number(file, "SELECT count(*) FROM sqlite_master") == 0 && Number(file, "PRAGMA application_id") == 0;

    /// <summary>Throws when the file is not one that we may use.</summary>
    /// <exception cref="StateException">It is another program's, a later version's, or damaged.</exception>
    public static void Check(SqliteConnection file, string path)
    {
        if (Number(file, "PRAGMA application_id") != ApplicationId)
            throw new StateException(StateFault.Foreign, $"{path}: a database of another program, no state of a sensor; name another file");
        if (Number(file, "PRAGMA user_version") is > Version and var newer)
            throw new StateException(StateFault.Newer, $"{path}: written by a later version of the sensor (layout {newer}, this one knows {Version}); use that version, or name another file");
        if (Text(file, "PRAGMA quick_check(1)") is var said && said != "ok")
            throw new StateException(StateFault.Corrupt, $"{path}: damaged ({said}); name another file");
    }

    /// <summary>Brings the tables of an earlier version to this one, all or nothing; does nothing where they are already so.</summary>
    public static void Migrate(SqliteConnection file)
    {
        if (Number(file, "PRAGMA user_version") >= Version) return;
        using var all = file.BeginTransaction();
        Execute(file, $"{FromFirst} PRAGMA user_version = {Version};", all);
        all.Commit();
    }

    public static void Execute(SqliteConnection file, string statements, SqliteTransaction? within = null)
    {
        using var command = file.CreateCommand();
        command.CommandText = statements;
        command.Transaction = within;
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection file, string query) => Convert.ToInt64(Value(file, query), CultureInfo.InvariantCulture);

    private static string? Text(SqliteConnection file, string query) => Value(file, query) as string;

    private static object? Value(SqliteConnection file, string query)
    {
        using var command = file.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }
}
