using System.Text.Json;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Host;

/// <summary>What `netsensor replay` leaves behind, when all is well and when it is not.</summary>
public sealed class ReplayProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _office = File.ReadAllBytes(Path.Combine(Checkout.Folder, "pcaps", "office.pcap"));

    private string Logs => Path.Combine(_folder.Root, "logs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_capture_cut_inside_a_record_is_read_up_to_the_cut_with_one_warning()
    {
        var path = _folder.Write("cut.pcap", _office[..^7]);
        var outcome = NetSensorProcess.Run("replay", path, "--out", Logs);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("cut.pcap: cut off", outcome.ErrorLine);
        Assert.Contains("at offset", outcome.ErrorLine);
        var fault = Assert.Single(Summary().GetProperty("faults").EnumerateArray());
        Assert.Equal(path, fault.GetProperty("file").GetString());
        Assert.NotEqual(0, Summary().GetProperty("packets").GetInt64());
    }

    [Fact]
    public void An_impossible_record_length_ends_the_reading_there()
    {
        var writer = new CaptureWriter().PcapHeader().Record(1, 0, new byte[60]);
        var path = _folder.Write("lie.pcap", writer.U32(2).U32(0).U32(uint.MaxValue).U32(60).Bytes(new byte[60]).ToArray());
        var outcome = NetSensorProcess.Run("replay", path, "--out", Logs);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("lie.pcap: impossible record length", outcome.ErrorLine);
        Assert.Equal(1, Summary().GetProperty("packets").GetInt64());
    }

    [Fact]
    public void Standard_input_gives_the_same_logs_as_the_file()
    {
        NetSensorProcess.Run("replay", _folder.Write("office.pcap", _office), "--out", Logs);
        var fromFile = LogBytes();
        Assert.NotEmpty(fromFile);
        foreach (var workers in new[] { "1", "3" })
        {
            var outcome = NetSensorProcess.Run(_folder.Root, _office, "replay", "-", "--out", Logs, "--workers", workers);
            Assert.Equal(0, outcome.ExitCode);
            Assert.Equal(fromFile, LogBytes());
        }
    }

    [Fact]
    public void Json_prints_the_summary_that_is_in_the_folder()
    {
        var outcome = NetSensorProcess.Run("replay", _folder.Write("office.pcap", _office), "--out", Logs, "--json");
        Assert.Equal(File.ReadAllText(Path.Combine(Logs, "summary.json")), outcome.Output);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public void Quiet_says_nothing()
    {
        var outcome = NetSensorProcess.Run("replay", _folder.Write("office.pcap", _office), "--out", Logs, "--quiet");
        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Fact]
    public void Logs_of_an_earlier_run_are_replaced_and_other_files_stay()
    {
        var stale = _folder.Write("logs/weird.log", "{\"stale\":true}\n"u8.ToArray());
        var others = _folder.Write("logs/notes.txt", "mine"u8.ToArray());
        NetSensorProcess.Run("replay", _folder.Write("none.pcap", new CaptureWriter().PcapHeader().ToArray()), "--out", Logs);
        Assert.False(File.Exists(stale));
        Assert.True(File.Exists(others));
        Assert.Equal(0, Summary().GetProperty("packets").GetInt64());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_filter_lets_only_its_packets_through_and_counts_the_others(string workers)
    {
        var path = _folder.Write("office.pcap", _office);
        NetSensorProcess.Run("replay", path, "--out", Logs);
        var all = Summary().GetProperty("packets").GetInt64();
        NetSensorProcess.Run("replay", path, "--out", Logs, "--filter", "udp port 53", "--workers", workers);
        Assert.Equal(all, Summary().GetProperty("packets").GetInt64() + Summary().GetProperty("filtered_packets").GetInt64());
        Assert.Equal(["conn.log", "dns.log"], Summary().GetProperty("logs").EnumerateObject().Select(log => log.Name).Where(log => log.EndsWith(".log")));
    }

    [Fact]
    public void Other_files_in_a_folder_are_told_in_a_few_lines()
    {
        _folder.Write("captures/office.pcap", _office);
        for (var i = 0; i < 50; i++) _folder.Write($"captures/notes-{i}.txt", "to whom it may concern"u8.ToArray());
        var outcome = NetSensorProcess.Run("replay", Path.Combine(_folder.Root, "captures"), "--out", Logs);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(4, outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("47 more files were skipped", outcome.Error);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named_and_nothing_is_processed()
    {
        var occupied = _folder.Write("occupied", "a file"u8.ToArray());
        var outcome = NetSensorProcess.Run("replay", _folder.Write("office.pcap", _office), "--out", Path.Combine(occupied, "logs"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("cannot write logs into", outcome.ErrorLine);
        Assert.Contains("--out", outcome.ErrorLine);
    }

    [Fact]
    public void A_folder_where_none_can_be_made_is_told_so()
    {
        var outcome = NetSensorProcess.Run("replay", _folder.Write("office.pcap", _office), "--out", "/proc/netsensor");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("cannot write logs into '/proc/netsensor': no folder can be made there; name another folder with --out", outcome.ErrorLine);
    }

    [Theory]
    [InlineData("replay \"$1\" --out \"$2\" --json", "cannot write the summary to standard output: No space left on device")]
    [InlineData("replay \"$1\" --out \"$2\"", "cannot write the summary to standard output: No space left on device")]
    [InlineData("version", "cannot write to standard output: No space left on device")]
    public void A_full_standard_output_is_named_in_one_line(string command, string fault)
    {
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"\"$0\" {command} > /dev/full", ProgramUnderTest.Path, _folder.Write("office.pcap", _office), Logs])
        {
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        Assert.Equal($"netsensor: {fault}\n", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_stop_signal_ends_the_run_with_whole_logs_and_a_summary(string signal)
    {
        using var process = NetSensorProcess.Start(null, "replay", _folder.Write("office.pcap", _office), "--out", Logs, "--speed", "60", "--json");
        var output = process.StandardOutput.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => Directory.Exists(Logs), TimeSpan.FromMinutes(1)));     // it listens for signals before it makes the folder
        System.Diagnostics.Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        Assert.Equal(130, await ExitCodeOf(process));
        Assert.True(Summary().GetProperty("interrupted").GetBoolean());
        Assert.Equal(File.ReadAllText(Path.Combine(Logs, "summary.json")), await output);
    }

    [SmallDiskFact]
    public void A_disk_that_fills_is_named_in_one_line_and_leaves_whole_lines()
    {
        Directory.CreateDirectory(Logs);
        var outcome = SmallDisk.Run(Logs, kilobytes: 16, "replay", _folder.Write("office.pcap", _office), "--out", Logs);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("No space left on device; make room or name another folder with --out", outcome.ErrorLine);
        Assert.NotEmpty(outcome.Output);
        Assert.EndsWith("}\n", outcome.Output);
    }

    private static async Task<int> ExitCodeOf(System.Diagnostics.Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private JsonElement Summary() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Logs, "summary.json"))).RootElement;

    private SortedDictionary<string, string> LogBytes() => new(Directory.EnumerateFiles(Logs).Where(file => !file.EndsWith("summary.json"))
        .ToDictionary(file => Path.GetFileName(file), File.ReadAllText));
}
