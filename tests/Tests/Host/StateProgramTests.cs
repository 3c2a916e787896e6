using System.Diagnostics;
using Microsoft.Data.Sqlite;
using NetSensor.Store;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Host;

/// <summary>What `--state` means to a person: it survives whatever ends the program, and what is wrong with it is said in a line.</summary>
public sealed class StateProgramTests : IDisposable
{
    private const int Kills = 10;
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    private readonly TemporaryFolder _folder = new();

    private string Logs => Path.Combine(_folder.Root, "logs");
    private string State => Path.Combine(_folder.Root, "state.sqlite");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_replay_that_is_killed_at_any_moment_leaves_a_whole_state_which_the_next_one_goes_on_with()
    {
        var chance = new Random(7);
        var often = _folder.Write("often.yaml", "state_save_every: 100ms\n"u8.ToArray());
        var known = new HashSet<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            // 45 minutes in about four seconds: dead before it began, while it saves, and after its end
            using var replay = NetSensorProcess.Start(null, "replay", Office, "--speed", "700", "--state", State, "--config", often, "--out", Logs, "--quiet");
            replay.WaitForExit(chance.Next(100, 5_000));
            if (!replay.HasExited) replay.Kill();
            replay.WaitForExit();
            if (!File.Exists(State)) continue;
            Assert.Equal(0, NetSensorProcess.Run("state", State).ExitCode); // checks that the file is whole
            var kept = Kept();
            Assert.Empty(known.Except(kept));
            known.UnionWith(kept);
        }
        Assert.Equal(0, NetSensorProcess.Run("replay", Office, "--state", State, "--out", Logs, "--quiet").ExitCode);
        var runs = StateReport.Read(State, most: Kills + 1).Runs;
        Assert.NotNull(runs[0].Ended);
        Assert.Contains(runs, run => run.Ended is null);
    }

    [Fact]
    public void What_was_found_is_in_the_state_before_the_replay_ends()
    {
        var often = _folder.Write("often.yaml", "state_save_every: 100ms\n"u8.ToArray());
        using var replay = NetSensorProcess.Start(null, "replay", Office, "--speed", "600", "--state", State, "--config", often, "--out", Logs, "--quiet");
        try
        {
            Assert.True(SpinWait.SpinUntil(() => Open() > 0 || replay.HasExited, TimeSpan.FromSeconds(60)), "nothing was saved");
        }
        finally
        {
            if (!replay.HasExited) replay.Kill();
            replay.WaitForExit();
        }
        Assert.True(Open() > 0);
        Assert.Contains("contacts", NetSensorProcess.Run("state", State).Output);
    }

    [Fact]
    public void A_file_that_is_no_state_ends_the_replay_and_is_left_alone()
    {
        File.WriteAllText(State, "notes of mine");
        var outcome = NetSensorProcess.Run("replay", Office, "--state", State, "--out", Logs);
        Assert.Equal((2, $"netsensor: {State}: no state file; name another file"), (outcome.ExitCode, outcome.ErrorLine));
        Assert.Equal("notes of mine", File.ReadAllText(State));
    }

    [Fact]
    public void A_folder_that_does_not_exist_ends_the_replay()
    {
        var outcome = NetSensorProcess.Run("replay", Office, "--state", Path.Combine(_folder.Root, "no", "state.sqlite"), "--out", Logs);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("cannot be made there", outcome.ErrorLine);
    }

    [SmallDiskFact]
    public void A_full_disk_is_said_once_and_costs_the_state_but_not_the_logs()
    {
        var disk = Path.Combine(_folder.Root, "disk");
        Directory.CreateDirectory(disk);
        const string script = "mount -t tmpfs -o size=100k none \"$1\" && shift && exec \"$@\""; // room for the tables, none for what is learnt
        string[] command = ["-rm", "sh", "-c", script, "sh", disk, ProgramUnderTest.Path,
            "replay", Office, "--state", Path.Combine(disk, "state.sqlite"), "--out", Logs, "--quiet"];
        using var process = Process.Start(new ProcessStartInfo("unshare", command) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Contains("warning: what is learnt cannot be saved", Assert.Single(said));
        Assert.Equal(1, process.ExitCode);
        Assert.Matches("\"failures\": [1-9]", File.ReadAllText(Path.Combine(Logs, "summary.json"))); // one each time that it was tried
        Assert.True(new FileInfo(Path.Combine(Logs, "detections.jsonl")).Length > 0);
    }

    /// <summary>
    /// What a state holds and no replay gives up again: a connection is forgotten when it closes, a device that was known by its address alone when its hardware address shows, and the values of large
    /// tables when the whole table was written anew, all of which a replay does that goes on where a killed one ended.
    /// </summary>
    private HashSet<string> Kept()
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = State, Pooling = false }.ToString());
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "SELECT learner || ' ' || key FROM memory WHERE learner <> 'connections' AND NOT (learner = 'inventory' AND key LIKE 'ip/%') "
            + "AND NOT (learner = 'beaconing' AND (key LIKE 'opening/%' OR key LIKE 'reach/%' OR key LIKE 'lookup/%')) UNION SELECT 'told ' || id FROM findings";
        using var rows = command.ExecuteReader();
        var kept = new HashSet<string>();
        while (rows.Read()) kept.Add(rows.GetString(0)); // ends: with the rows
        return kept;
    }

    private long Open()
    {
        try
        {
            return File.Exists(State) ? StateReport.Read(State, most: 1).FindingCount : 0;
        }
        catch (StateException) // its tables are being made
        {
            return 0;
        }
    }
}
