using Microsoft.Data.Sqlite;
using NetSensor.Store;
using NetSensor.Wire;

namespace NetSensor.Tests.Store;

/// <summary>What is learnt is there after a restart, within its bounds; a file that cannot be used is told from one that can.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-state-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "state.sqlite");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_learnt_comes_back_the_least_recently_used_first()
    {
        var learner = new RecordingLearner("edges");
        learner.Learn("b", "2", second: 20);
        learner.Learn("c", "3", second: 30);
        learner.Learn("a", "1", second: 10);
        KeptRun.Of(Path, learner);
        Assert.Equal(["a=1", "b=2", "c=3"], KeptRun.Recalled(Path, "edges"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(8_192)] // a set of them ends by its bytes
    public void More_entries_than_are_read_at_a_time_come_back_all_and_in_order(int letters)
    {
        const int Entries = 1_300;
        var learner = new RecordingLearner("edges");
        var value = new string('x', letters);
        for (var number = 0; number < Entries; number++) learner.Learn($"{number}", value, second: number);
        KeptRun.Of(Path, learner);
        Assert.Equal(Enumerable.Range(0, Entries).Select(number => $"{number}={value}").ToList(), KeptRun.Recalled(Path, "edges"));
    }

    [Fact]
    public void The_latest_value_holds_and_what_was_forgotten_stays_away()
    {
        var learner = new RecordingLearner("edges");
        learner.Learn("a", "old");
        learner.Learn("b", "gone");
        KeptRun.Of(Path, learner);
        learner.Learn("a", "new");
        learner.Unlearn("b");
        KeptRun.Of(Path, learner);
        Assert.Equal(["a=new"], KeptRun.Recalled(Path, "edges"));
    }

    [Fact]
    public void Learners_do_not_see_what_others_learnt()
    {
        RecordingLearner one = new("one"), other = new("other");
        one.Learn("key", "mine");
        other.Learn("key", "yours");
        KeptRun.Of(Path, one, other);
        Assert.Equal(["key=mine"], KeptRun.Recalled(Path, "one"));
    }

    [Fact]
    public void What_another_layout_kept_is_left_and_counted()
    {
        var learner = new RecordingLearner("edges", version: 1);
        learner.Learn("a", "1");
        KeptRun.Of(Path, learner);
        var later = new RecordingLearner("edges", version: 2);
        Assert.Equal(1, KeptRun.Of(Path, later).Unread);
        Assert.Empty(later.Recalled);
    }

    [Fact]
    public void A_value_that_its_learner_does_not_understand_is_counted_and_the_others_come_back()
    {
        var learner = new RecordingLearner("edges");
        learner.Learn("a", "gibberish");
        learner.Learn("b", "2");
        KeptRun.Of(Path, learner);
        var again = new RecordingLearner("edges");
        Assert.Equal(1, KeptRun.Of(Path, again).Unread);
        Assert.Equal(["b=2"], again.Recalled);
    }

    [Fact]
    public void What_was_not_used_for_longer_than_it_is_kept_is_forgotten()
    {
        var day = (long)TimeSpan.FromDays(1).TotalSeconds;
        var learner = new RecordingLearner("edges");
        learner.Learn("old", "1", second: 1 * day);
        learner.Learn("young", "2", second: 80 * day);
        learner.Learn("now", "3", second: 100 * day);
        Assert.Equal(1, KeptRun.Of(Path, new StateOptions { Keep = TimeSpan.FromDays(90) }, learner).Aged);
        Assert.Equal(["young=2", "now=3"], KeptRun.Recalled(Path, "edges"));
    }

    [Fact]
    public void Of_too_many_entries_the_least_recently_used_go()
    {
        RecordingLearner crowd = new("crowd"), other = new("other");
        for (var i = 0; i < 10; i++) crowd.Learn($"{i}", "x", second: 100 + i);
        other.Learn("a", "oldest of all, but alone", second: 1);
        Assert.Equal(7, KeptRun.Of(Path, new StateOptions { MaxEntries = 3 }, crowd, other).Crowded);
        Assert.Equal(["7=x", "8=x", "9=x"], KeptRun.Recalled(Path, "crowd"));
        Assert.Single(KeptRun.Recalled(Path, "other"));
    }

    [Fact]
    public void A_file_that_grows_beyond_its_bound_shrinks_again()
    {
        var options = new StateOptions { MaxBytes = 1 << 20 };
        var learner = new RecordingLearner("edges");
        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < 100; i++) learner.Learn($"{round}-{i}", new string('x', 1000), second: round * 100 + i);
            KeptRun.Of(Path, options, learner);
        }
        Assert.InRange(new FileInfo(Path).Length, 1 << 19, 3 << 19);
        Assert.Contains(KeptRun.Recalled(Path, "edges"), entry => entry.StartsWith("19-99=", StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_are_kept_with_their_latest_telling()
    {
        using (var run = new KeptRun(Path))
        {
            run.Keeper.Note(Finding("f1", severity: 2, count: 1));
            run.Keeper.Note(Finding("f1", severity: 4, count: 2));
            run.Keeper.Note(Finding("f2", severity: 3, count: 1));
        }
        var report = StateReport.Read(Path, most: 10);
        Assert.Equal([("f1", 4, 2L), ("f2", 3, 1L)], report.Findings.Select(finding => (finding.Id, finding.Severity, finding.Count)));
    }

    [Fact]
    public void A_second_sensor_may_not_write_the_same_file()
    {
        using var first = new KeptRun(Path);
        Assert.Equal(StateFault.InUse, Assert.Throws<StateException>(() => new KeptRun(Path)).Fault);
    }

    [Fact]
    public void A_report_is_read_while_a_sensor_writes()
    {
        using var run = new KeptRun(Path);
        Assert.Null(Assert.Single(StateReport.Read(Path, most: 1).Runs).Ended);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(12_000)]
    [InlineData(40_000)]
    public void A_damaged_file_is_told(int offset)
    {
        var learner = new RecordingLearner("edges");
        for (var i = 0; i < 1000; i++) learner.Learn($"{i}", "some value that fills pages");
        KeptRun.Of(Path, learner);
        var bytes = File.ReadAllBytes(Path);
        bytes.AsSpan(offset, 3000).Fill(0xA5);
        File.WriteAllBytes(Path, bytes);
        Assert.Equal(StateFault.Corrupt, Assert.Throws<StateException>(() => new KeptRun(Path)).Fault);
        Assert.Equal(bytes, File.ReadAllBytes(Path)); // it is left as it was found
    }

    [Fact]
    public void A_cut_off_file_is_told()
    {
        var learner = new RecordingLearner("edges");
        for (var i = 0; i < 1000; i++) learner.Learn($"{i}", "some value that fills pages");
        KeptRun.Of(Path, learner);
        using (var file = new FileStream(Path, FileMode.Open)) file.SetLength(20_000);
        Assert.Equal(StateFault.Corrupt, Assert.Throws<StateException>(() => new KeptRun(Path)).Fault);
    }

    [Fact]
    public void A_text_is_no_state() =>
        Assert.Equal(StateFault.Corrupt, FaultOf(path => File.WriteAllText(path, "out: /var/log/netsensor\nhome_networks: [10.0.0.0/8]\n")));

    [Fact]
    public void A_database_of_another_program_is_told_apart() =>
        Assert.Equal(StateFault.Foreign, FaultOf(path => Execute(path, "CREATE TABLE moz_places (id INTEGER)")));

    [Fact]
    public void What_a_later_version_wrote_is_left_alone()
    {
        KeptRun.Of(Path);
        Assert.Equal(StateFault.Newer, FaultOf(path => Execute(path, "PRAGMA user_version = 99")));
    }

    [Fact]
    public void A_file_of_the_first_version_is_taken_over_with_all_that_it_knows()
    {
        var learner = new RecordingLearner("edges");
        learner.Learn("a", "1");
        KeptRun.Of(Path, learner);
        Execute(Path, "ALTER TABLE findings ADD COLUMN status TEXT NOT NULL DEFAULT 'open'; ALTER TABLE findings ADD COLUMN sent INTEGER NOT NULL DEFAULT 0; "
            + "INSERT INTO findings (id, detector, severity, risk, title, first_seen, last_seen, count, ocsf) VALUES ('old', 'beaconing', 3, 50, 'a title', 1, 2, 3, '{}'); PRAGMA user_version = 1");
        Assert.Equal("old", Assert.Single(StateReport.Read(Path, 10).Findings).Id); // also before anybody wrote it
        Assert.Equal(["a=1"], KeptRun.Recalled(Path, "edges"));
        Assert.Equal(["a=1"], KeptRun.Recalled(Path, "edges")); // and once it is taken over
        Assert.Equal(("old", 3L), StateReport.Read(Path, 10).Findings.Select(finding => (finding.Id, finding.Count)).Single());
    }

    [Fact]
    public void What_is_put_aside_keeps_every_earlier_one()
    {
        for (var number = 1; number <= 3; number++)
        {
            File.WriteAllText(Path, $"{number}");
            Assert.Equal($"{Path}.corrupt-{number}", SetAside.Move(Path));
            Assert.Equal($"{number}", File.ReadAllText($"{Path}.corrupt-{number}"));
        }
    }

    private static StoredFinding Finding(string id, int severity, int count) =>
        new(id, "beaconing", severity, 50, "somebody calls home", Timestamp.FromUnix(1), Timestamp.FromUnix(2), count, "{}"u8.ToArray());

    private StateFault FaultOf(Action<string> make)
    {
        make(Path);
        return Assert.Throws<StateException>(() => new KeptRun(Path)).Fault;
    }

    private static void Execute(string path, string statement)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
