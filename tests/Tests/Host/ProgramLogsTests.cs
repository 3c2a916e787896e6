using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Host;

/// <summary>
/// The program as it is shipped writes of our own captures what lies in <c>pcaps/expected</c>, and can keep all that its detectors learn: compiled to machine code,
/// something that only looks unused could be missing in it.
/// </summary>
public sealed class ProgramLogsTests : IDisposable
{
    private static readonly string Pcaps = Path.Combine(Checkout.Folder, "pcaps");

    private readonly TemporaryFolder _folder = new();

    private string Logs => Path.Combine(_folder.Root, "logs");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Captures() =>
        [.. Directory.EnumerateDirectories(Path.Combine(Pcaps, "expected")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Captures))]
    public void The_program_writes_the_logs_that_are_expected_of_a_capture(string capture)
    {
        var outcome = Replay(capture);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        foreach (var expected in Directory.EnumerateFiles(Path.Combine(Pcaps, "expected", capture)))
            Assert.Equal(File.ReadAllText(expected), File.ReadAllText(Path.Combine(Logs, Path.GetFileName(expected))));
    }

    [Fact]
    public void The_program_keeps_what_it_learnt_of_every_capture_and_takes_it_back()
    {
        var state = Path.Combine(_folder.Root, "state.sqlite");
        foreach (var capture in Directory.EnumerateFiles(Pcaps, "*.pcap").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal))
        {
            var outcome = Replay(capture, "--state", state); // from the second on it takes back what the ones before left
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        }
        Assert.Equal(0, NetSensorProcess.Run("state", state).ExitCode);
    }

    private NetSensorProcess.Outcome Replay(string capture, params string[] more)
    {
        var nowhere = _folder.Write("nowhere.yaml", "enrichment: { country_database: none }\n"u8.ToArray()); // the expected logs name no countries
        return NetSensorProcess.Run(["replay", Path.Combine(Pcaps, capture + ".pcap"), "--config", nowhere, "--out", Logs, "--quiet", .. more]);
    }
}
