using Microsoft.Data.Sqlite;

namespace NetSensor.Store;

/// <summary>
/// Keeps a state file within its bounds of age and size. Age is counted from the youngest entry, on the packet clock: a file that nobody used for a year
/// forgets nothing by that alone.
/// </summary>
internal sealed class StateBounds(SqliteConnection file, StateOptions options, StateCounters counters)
{
    private const double FillAgain = 0.95; // a full file is emptied to this share, so that not every writing has to make room

    /// <summary>Forgets what is too old or too much.</summary>
    public void Hold(SqliteTransaction within)
    {
        counters.Age(Run(within, "DELETE FROM memory WHERE last_used < (SELECT max(last_used) FROM memory) - $1", options.Keep.Ticks * 100));
        foreach (var (learner, entries) in Crowded(within))
            counters.Crowd(Run(within,
                "DELETE FROM memory WHERE rowid IN (SELECT rowid FROM memory WHERE learner = $1 ORDER BY last_used, key LIMIT $2)", learner, entries - options.MaxEntries));
        Run(within, "DELETE FROM findings WHERE last_seen < (SELECT max(last_seen) FROM findings) - $1", options.Keep.Ticks * 100);
        Run(within, "DELETE FROM findings WHERE id IN (SELECT id FROM findings ORDER BY last_seen DESC, id LIMIT -1 OFFSET $1)", options.MaxFindings);
        if (UsedBytes() is var used && used <= options.MaxBytes) return;
        var excess = 1 - options.MaxBytes * FillAgain / used; // as a share of the entries: they are about as large as each other
        counters.Crowd(Run(within, "DELETE FROM memory WHERE rowid IN (SELECT rowid FROM memory ORDER BY last_used, key LIMIT (SELECT CAST(count(*) * $1 AS INTEGER) + 1 FROM memory))", excess));
    }

    /// <summary>Gives pages that nothing is in any more back to the disk, once they are many.</summary>
    public void GiveBack()
    {
        if (StateSchema.Number(file, "PRAGMA freelist_count") > StateSchema.Number(file, "PRAGMA page_count") / 4)
            StateSchema.Execute(file, "PRAGMA incremental_vacuum;");
    }

    private long UsedBytes() =>
        (StateSchema.Number(file, "PRAGMA page_count") - StateSchema.Number(file, "PRAGMA freelist_count")) * StateSchema.Number(file, "PRAGMA page_size");

    private List<(string Learner, long Entries)> Crowded(SqliteTransaction within)
    {
        using var command = file.CreateCommand();
        command.Transaction = within;
        command.CommandText = "SELECT learner, count(*) FROM memory GROUP BY learner HAVING count(*) > $1";
        command.Parameters.AddWithValue("$1", options.MaxEntries);
        using var rows = command.ExecuteReader();
        var crowded = new List<(string, long)>();
        while (rows.Read()) crowded.Add((rows.GetString(0), rows.GetInt64(1))); // ends: with the rows
        return crowded;
    }

    private int Run(SqliteTransaction within, string statement, params ReadOnlySpan<object> values)
    {
        using var command = file.CreateCommand();
        command.Transaction = within;
        command.CommandText = statement;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command.ExecuteNonQuery();
    }
}
