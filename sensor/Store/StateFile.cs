using Microsoft.Data.Sqlite;
using NetSensor.Events;

namespace NetSensor.Store;

/// <summary>
/// The open state file: one SQLite database. Its journal is a write-ahead log, so that a reader (<c>netsensor state</c>) never waits for the writer; it
/// is synchronised at every commit, because one fsync in half a minute costs nothing, and then a power cut loses no more than a kill does.
/// </summary>
public sealed class StateFile : IDisposable
{
    private const int BusyMilliseconds = 5_000; // a reader that checkpoints holds the file for moments
    private const int CacheKibibytes = 16_384;   // pages in memory: keys are written in no order, and what is read again for each would cost more than the writing

    private readonly FileStream _lock;
    private readonly SqliteConnection _file;
    private readonly StateBounds _bounds;
    private long _run;

    private StateFile(string path, FileStream taken, SqliteConnection file, StateOptions options, StateCounters counters)
    {
        (Path, _lock, _file, Options) = (path, taken, file, options);
        _bounds = new StateBounds(file, options, counters);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its bounds, and how often it is written.</summary>
    public StateOptions Options { get; }

    /// <summary>Opens the file, or makes it where there is none, and checks that it is whole and ours.</summary>
    /// <exception cref="StateException">It cannot be used; nothing was changed.</exception>
    public static StateFile Open(string path, StateOptions options, StateCounters counters)
    {
        var taken = StateLock.Take(path);
        SqliteConnection? file = null;
        try
        {
            file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            file.Open();
            StateSchema.Execute(file, $"PRAGMA busy_timeout = {BusyMilliseconds}; PRAGMA cache_size = -{CacheKibibytes};");
            if (StateSchema.IsEmpty(file)) StateSchema.Create(file);
            StateSchema.Check(file, path);
            StateSchema.Migrate(file);
            StateSchema.Execute(file, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            return new StateFile(path, taken, file, options, counters);
        }
        catch (Exception fault)
        {
            file?.Dispose();
            taken.Dispose();
            if (fault is SqliteException said) throw SqliteFaults.Explain(path, said);
            throw;
        }
    }

    /// <summary>Gives a learner back what it had kept, the least recently used first.</summary>
    /// <param name="learner">Whose memory.</param>
    /// <param name="counters">Entries of another version, and those that it does not take, are counted here.</param>
    /// <exception cref="StateException">The file is damaged.</exception>
    public void Recall(ILearner learner, StateCounters counters)
    {
        try
        {
            new KeptRows(_file, learner.MemoryName).Read(row =>
            {
                if (row.Version != learner.MemoryVersion || !TryRecall(learner, row.Key, row.Value)) counters.LeaveUnread();
            });
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Explain(Path, fault);
        }
    }

    /// <summary>Notes that somebody begins to write.</summary>
    /// <param name="source">What is read: "run eth1", "replay monday.pcap".</param>
    /// <param name="version">The sensor's version.</param>
    /// <param name="wall">The time, for whoever looks at the file.</param>
    /// <exception cref="StateException">It cannot be written.</exception>
    public void BeginRun(string source, string version, DateTimeOffset wall) => Write(within =>
    {
        using var command = _file.CreateCommand();
        command.Transaction = within;
        command.CommandText = """
            INSERT OR REPLACE INTO meta VALUES ('sensor_version', $version);
            INSERT INTO runs (version, source, started) VALUES ($version, $source, $now);
            DELETE FROM runs WHERE id <= (SELECT max(id) FROM runs) - 1000;
            SELECT max(id) FROM runs;
            """;
        command.Parameters.AddWithValue("$version", version);
        command.Parameters.AddWithValue("$source", source);
        command.Parameters.AddWithValue("$now", wall.UtcDateTime.ToString("u"));
        _run = (long)command.ExecuteScalar()!;
    });

    /// <summary>Notes that the run came to its end.</summary>
    /// <exception cref="StateException">It cannot be written.</exception>
    public void EndRun(DateTimeOffset wall) => Write(within =>
    {
        using var command = _file.CreateCommand();
        command.Transaction = within;
        command.CommandText = "UPDATE runs SET ended = $now WHERE id = $run";
        command.Parameters.AddWithValue("$now", wall.UtcDateTime.ToString("u"));
        command.Parameters.AddWithValue("$run", _run);
        command.ExecuteNonQuery();
    });

    /// <summary>Writes what changed, and forgets what is too old or too much, all or nothing.</summary>
    /// <exception cref="StateException">It cannot be written; the file is as before.</exception>
    internal void Write(StateChanges changes)
    {
        Write(within =>
        {
            new StateRows(_file, within).Write(changes);
            _bounds.Hold(within);
        });
        _bounds.GiveBack();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static bool TryRecall(ILearner learner, string key, byte[] value)
    {
        try
        {
            learner.Recall(key, value);
            return true;
        }
        catch (FormatException) // counted by the caller
        {
            return false;
        }
    }

    private void Write(Action<SqliteTransaction> work)
    {
        try
        {
            using var within = _file.BeginTransaction();
            work(within);
            within.Commit();
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Explain(Path, fault);
        }
    }
}
