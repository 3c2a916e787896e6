using System.Text.Json;
using Microsoft.Data.Sqlite;
using NetSensor.Export;
using NetSensor.Generator.Week;
using NetSensor.Host;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Store;

/// <summary>
/// Hours of the generated week with several things hidden in a small office at work, replayed in parts with a state file as by a sensor that is restarted now and then: every finding is told as often,
/// as bad and under the same id as in one piece.
/// </summary>
public sealed class WeekInPartsTests : IDisposable
{
    private const int Parts = 4;
    private static readonly WeekOptions Tuesday = new() { People = 5, FromHour = 33.5, Hours = 8, Only = ["cs-60-50", "cs-60-90", "dga", "dns-beacon", "psexec", "wmi"] };

    private readonly TemporaryFolder _folder = new();

    private string State => Path.Combine(_folder.Root, "state.sqlite");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sensor_that_is_restarted_tells_what_one_tells_that_is_not()
    {
        var capture = Written();
        var whole = Told(capture, new ReplayOptions());
        Assert.Superset(new HashSet<string>(["beaconing", "dga", "lateral-movement"]), whole.Select(told => told.Detector).ToHashSet());
        Assert.Equal(whole.Order(), InParts(capture, () => { }).Order());
    }

    [Theory]
    [InlineData("beaconing")]
    [InlineData("findings")]
    public void Without_the_memory_of_one_of_them_it_does_not(string learner)
    {
        var capture = Written();
        Assert.NotEqual(Told(capture, new ReplayOptions()).Order(), InParts(capture, () => Forget(learner)).Order());
    }

    private string Written()
    {
        var capture = Path.Combine(_folder.Root, "whole.pcap");
        Assert.True(new WeekScenario(Tuesday).Write(capture, Path.ChangeExtension(capture, ".truth.jsonl")) > 10_000);
        return capture;
    }

    private List<Telling> InParts(string capture, Action between)
    {
        var told = new List<Telling>();
        foreach (var part in PcapCut.Into(Parts, capture))
        {
            told.AddRange(Told(part, new ReplayOptions { State = new StateSettings { Path = State } }));
            between();
        }
        return told;
    }

    /// <summary>Everything that a replay tells, in its order.</summary>
    private static List<Telling> Told(string capture, ReplayOptions options)
    {
        var logs = new MemoryLogs();
        Replay.Run([capture], options, logs);
        return [.. logs.Lines("detections.jsonl").Select(Telling.Of)];
    }

    private void Forget(string learner)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = State, Pooling = false }.ToString());
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "DELETE FROM memory WHERE learner = $1";
        command.Parameters.AddWithValue("$1", learner);
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    /// <summary>What is the same however often the sensor is restarted: who told what of whom, how bad it was, and the how many-th telling of it that was.</summary>
    private sealed record Telling(string Detector, string Id, int Severity, int Count, string Title) : IComparable<Telling>
    {
        public static Telling Of(string line)
        {
            using var json = JsonDocument.Parse(line);
            var (root, info) = (json.RootElement, json.RootElement.GetProperty("finding_info"));
            return new Telling(info.GetProperty("analytic").GetProperty("uid").GetString()!, info.GetProperty("uid").GetString()!, root.GetProperty("severity_id").GetInt32(), root.GetProperty("count").GetInt32(),
                info.GetProperty("title").GetString()!);
        }

        public int CompareTo(Telling? other) => string.CompareOrdinal(ToString(), other?.ToString());
    }
}
