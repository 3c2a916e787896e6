using Microsoft.Data.Sqlite;
using NetSensor.Wire;

namespace NetSensor.Store;

/// <summary>What is in a state file, read without touching it; a sensor may be writing it meanwhile.</summary>
public sealed record StateReport
{
    /// <summary>Bytes on disk.</summary>
    public required long Bytes { get; init; }
    /// <summary>Version of the sensor that wrote it last; null when none did yet.</summary>
    public string? SensorVersion { get; init; }
    /// <summary>The memory of every learner.</summary>
    public required IReadOnlyList<LearnerMemory> Learners { get; init; }
    /// <summary>Findings as they were told last, the worst first; a bounded number of them.</summary>
    public required IReadOnlyList<ToldFinding> Findings { get; init; }
    /// <summary>How many there are.</summary>
    public required long FindingCount { get; init; }
    /// <summary>Who wrote it, newest first; a bounded number of them.</summary>
    public required IReadOnlyList<StateRun> Runs { get; init; }

    /// <summary>One learner's part.</summary>
    public sealed record LearnerMemory(string Learner, long Entries, long Bytes, Timestamp Oldest, Timestamp Newest);

    /// <summary>A finding, as it was told last.</summary>
    public sealed record ToldFinding(string Id, string Detector, int Severity, int Risk, string Title, Timestamp LastSeen, long Count);

    /// <summary>A run that wrote into it; without an end it still goes on, or was cut short.</summary>
    public sealed record StateRun(string Source, string Version, string Started, string? Ended);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Most findings and runs that are listed.</param>
    /// <exception cref="StateException">It is none, or damaged.</exception>
    public static StateReport Read(string path, int most)
    {
        if (!File.Exists(path)) throw new StateException(StateFault.Unavailable, $"{path}: no such file; 'netsensor replay --state {path}' makes one");
        try
        {
            // Not SQLite's read-only mode: that cannot read a journal which a killed sensor left beside the file.
            using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
            file.Open();
            StateSchema.Check(file, path);
            return new StateReport
            {
                Bytes = new FileInfo(path).Length,
                SensorVersion = Rows(file, "SELECT value FROM meta WHERE name = 'sensor_version'", 0, row => row.GetString(0)).FirstOrDefault(),
                Learners = Rows(file, "SELECT learner, count(*), sum(length(key) + length(value)), min(last_used), max(last_used) FROM memory GROUP BY learner ORDER BY learner", 0,
                    row => new LearnerMemory(row.GetString(0), row.GetInt64(1), row.GetInt64(2), new Timestamp(row.GetInt64(3)), new Timestamp(row.GetInt64(4)))),
                Findings = Rows(file, "SELECT id, detector, severity, risk, title, last_seen, count FROM findings ORDER BY severity DESC, risk DESC, last_seen DESC, id LIMIT $most", most,
                    row => new ToldFinding(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetString(4), new Timestamp(row.GetInt64(5)), row.GetInt64(6))),
                FindingCount = StateSchema.Number(file, "SELECT count(*) FROM findings"),
                Runs = Rows(file, "SELECT source, version, started, ended FROM runs ORDER BY id DESC LIMIT $most", most,
                    row => new StateRun(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))),
            };
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Explain(path, fault);
        }
    }

    private static List<T> Rows<T>(SqliteConnection file, string query, int most, Func<SqliteDataReader, T> read)
    {
        using var command = file.CreateCommand();
        command.CommandText = query;
        if (most > 0) command.Parameters.AddWithValue("$most", most);
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read()) all.Add(read(rows)); // ends: with the rows
        return all;
    }
}
