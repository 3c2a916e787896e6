using Microsoft.Data.Sqlite;

namespace NetSensor.Store;

/// <summary>Puts changes into the tables, within a transaction; each statement is prepared once.</summary>
internal sealed class StateRows(SqliteConnection file, SqliteTransaction within)
{
    public void Write(StateChanges changes)
    {
        WriteEntries(changes);
        WriteFindings(changes);
    }

    private void WriteEntries(StateChanges changes)
    {
        using var keep = Prepare(
            "INSERT INTO memory (learner, key, version, value, last_used) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT (learner, key) DO UPDATE SET version = $3, value = $4, last_used = $5", parameters: 5);
        using var forget = Prepare("DELETE FROM memory WHERE learner = $1 AND key = $2", parameters: 2);
        foreach (var (key, change) in changes.Entries)
        {
            if (change.Value is { } value) Run(keep, key.Learner, key.Key, change.Version, value, change.LastUsed.Nanoseconds);
            else Run(forget, key.Learner, key.Key);
        }
    }

    private void WriteFindings(StateChanges changes)
    {
        using var keep = Prepare(
            "INSERT INTO findings (id, detector, severity, risk, title, first_seen, last_seen, count, ocsf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
            + "ON CONFLICT (id) DO UPDATE SET severity = $3, risk = $4, title = $5, first_seen = min(first_seen, $6), last_seen = max(last_seen, $7), "
            + "count = $8, ocsf = $9", parameters: 9);
        foreach (var finding in changes.Findings)
            Run(keep, finding.Id, finding.Detector, finding.Severity, finding.Risk, finding.Title, finding.FirstSeen.Nanoseconds, finding.LastSeen.Nanoseconds, finding.Count, finding.Ocsf);
    }

    private SqliteCommand Prepare(string statement, int parameters)
    {
        var command = file.CreateCommand();
        command.Transaction = within;
        command.CommandText = statement;
        for (var number = 1; number <= parameters; number++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
