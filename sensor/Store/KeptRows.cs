using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;

namespace NetSensor.Store;

/// <summary>
/// The entries of one learner as they lie in the file, the least recently used first. They are put in order by their places, so that the values need not be carried about for that, and many are read on a
/// thread of their own: while one is taken back the next ones come.
/// </summary>
internal sealed class KeptRows(SqliteConnection file, string learner)
{
    private const int AtOnce = 512;          // rows handed over together at most
    private const int BytesAtOnce = 1 << 20; // of their values, some of which are half a megabyte: a set ends with the one that reaches it
    private const int Ahead = 8;             // such sets: some ten megabytes

    /// <summary>An entry.</summary>
    internal readonly record struct Row(string Key, int Version, byte[] Value);

    /// <summary>Gives each to somebody.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public void Read(Action<Row> take)
    {
        var places = Places();
        if (places.Count > AtOnce) ReadAhead(places, take);
        else foreach (var row in Rows(places)) take(row);
    }

    private void ReadAhead(List<long> places, Action<Row> take)
    {
        using var read = new BlockingCollection<List<Row>>(Ahead);
        using var stop = new CancellationTokenSource();
        Exception? fault = null;
        var reader = new Thread(() => fault = Fill(read, places, stop.Token)) { IsBackground = true, Name = "recall" };
        reader.Start();
        try
        {
            foreach (var rows in read.GetConsumingEnumerable()) // ends: with the reader
                foreach (var row in rows) take(row);
        }
        finally
        {
            stop.Cancel();
            reader.Join();
        }
        if (fault is not null) ExceptionDispatchInfo.Throw(fault);
    }

    private Exception? Fill(BlockingCollection<List<Row>> read, List<long> places, CancellationToken stop)
    {
        try
        {
            foreach (var rows in Sets(places)) read.Add(rows, stop);
            return null;
        }
        catch (OperationCanceledException) // the thread that waits does not any more
        {
            return null;
        }
        catch (Exception fault) // whatever it is, the thread that waits throws it
        {
            return fault;
        }
        finally
        {
            read.CompleteAdding();
        }
    }

    private IEnumerable<List<Row>> Sets(List<long> places)
    {
        var rows = new List<Row>();
        var bytes = 0L;
        foreach (var row in Rows(places))
        {
            rows.Add(row);
            bytes += row.Value.Length;
            if (rows.Count < AtOnce && bytes < BytesAtOnce) continue;
            yield return rows;
            rows = [];
            bytes = 0;
        }
        if (rows.Count > 0) yield return rows;
    }

    private List<long> Places()
    {
        using var command = file.CreateCommand();
        command.CommandText = "SELECT rowid FROM memory WHERE learner = $learner ORDER BY last_used, key";
        command.Parameters.AddWithValue("$learner", learner);
        using var rows = command.ExecuteReader();
        var places = new List<long>();
        while (rows.Read()) places.Add(rows.GetInt64(0)); // ends: with the rows
        return places;
    }

    private IEnumerable<Row> Rows(List<long> places)
    {
        using var command = file.CreateCommand();
        command.CommandText = "SELECT key, version, value FROM memory WHERE rowid = $place";
        var place = command.Parameters.Add("$place", SqliteType.Integer);
        foreach (var at in places)
        {
            place.Value = at;
            using var row = command.ExecuteReader();
            if (row.Read()) yield return new Row(row.GetString(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2));
        }
    }
}
