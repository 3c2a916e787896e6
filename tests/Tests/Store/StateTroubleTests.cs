using Microsoft.Data.Sqlite;
using NetSensor.Store;

namespace NetSensor.Tests.Store;

/// <summary>A file that cannot be written for a while: said once, nothing that was learnt is lost, and learners are not asked in vain.</summary>
public sealed class StateTroubleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-state-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "state.sqlite");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_could_not_be_written_is_written_with_what_comes_next()
    {
        var learner = new RecordingLearner("edges");
        using (var run = new KeptRun(Path, new StateOptions { SaveEvery = TimeSpan.Zero }, learner))
        {
            using (Blocked())
            {
                learner.Learn("a", "1");
                run.Keeper.SaveIfDue();
                Assert.True(SpinWait.SpinUntil(() => run.Counters.Failures == 1, TimeSpan.FromSeconds(60)));
            }
            learner.Learn("b", "2");
            run.Keeper.SaveIfDue();
            run.Dispose();
            Assert.Equal([1, 1], [run.Said.Count(line => line.Contains("cannot be saved")), run.Said.Count(line => line.Contains("can be written again"))]);
            Assert.Equal((0L, 1L), (run.Counters.Dropped, run.Counters.Failures));
        }
        Assert.Equal(["a=1", "b=2"], KeptRun.Recalled(Path, "edges"));
    }

    [Fact]
    public void A_slow_disk_leaves_what_changed_with_the_learners()
    {
        var learner = new RecordingLearner("edges");
        using (var run = new KeptRun(Path, new StateOptions { SaveEvery = TimeSpan.Zero }, learner))
        {
            using (Blocked())
            {
                for (var i = 0; i < 10; i++)
                {
                    learner.Learn($"{i}", "x", second: i);
                    run.Keeper.SaveIfDue(); // never waits: the judging thread has packets to judge
                }
                Assert.InRange(run.Counters.Postponed, 7, 9); // one set is being written, and one waits behind it
            }
        }
        Assert.Equal(10, KeptRun.Recalled(Path, "edges").Count);
    }

    /// <summary>Another program that holds the file.</summary>
    private SqliteConnection Blocked()
    {
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return file;
    }
}
