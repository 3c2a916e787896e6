using System.Text;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pcaps;

/// <summary>
/// Our own captures give the logs that lie in <c>pcaps/expected/NAME</c>, one folder per <c>pcaps/NAME.pcap</c>. A log that has no file there
/// is not compared. NETSENSOR_ACCEPT=1 writes the files anew: look at the difference, and say in the commit why it is right.
/// </summary>
public sealed class ExpectedLogsTests
{
    private static readonly string Pcaps = Path.Combine(Checkout.Folder, "pcaps");
    private static readonly bool Accept = Environment.GetEnvironmentVariable("NETSENSOR_ACCEPT") == "1";

    public static TheoryData<string, string> Expected()
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Pcaps, "expected"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            rows.Add(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void A_capture_gives_the_log_that_is_expected_of_it(string capture, string log)
    {
        var logs = new MemoryLogs();
        Replay.Run([Path.Combine(Pcaps, capture + ".pcap")], new ReplayOptions(), logs);
        var file = Path.Combine(Pcaps, "expected", capture, log);
        if (Accept) File.WriteAllBytes(file, logs.Bytes(log));
        Assert.Equal(File.ReadAllText(file), Encoding.UTF8.GetString(logs.Bytes(log)));
    }
}
