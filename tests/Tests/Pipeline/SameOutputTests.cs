using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pipeline;

/// <summary>Same packets, same output: to the byte, for any number of workers, today and tomorrow.</summary>
public sealed class SameOutputTests
{
    // of each kind one: names, sessions, tunnels, fragments, several files' worth of flows, time that jumps
    private static readonly string[] Captures =
    [
        "zeek", "ndpi", "flowtest", "arkime", "suricata-verify", "mordor", "dns-tunnel-datasets",
    ];

    private const int CapturesPerFolder = 6;
    private const long MostBytes = 4_000_000; // keeps the test within seconds

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void The_office_reads_the_same_with_more_workers(int workers) =>
        AssertSame(Path.Combine(Checkout.Folder, "pcaps", "office.pcap"), workers);

    [Fact]
    public void The_office_reads_the_same_twice() => AssertSame(Path.Combine(Checkout.Folder, "pcaps", "office.pcap"), 1);

    [CorpusFact]
    public void Public_captures_read_the_same_with_1_2_and_4_workers()
    {
        foreach (var capture in Captures.SelectMany(InFolder))
        {
            AssertSame(capture, 2);
            AssertSame(capture, 4);
        }
    }

    private static IEnumerable<string> InFolder(string folder)
    {
        var path = Path.Combine(Corpus.Folder!, folder);
        if (!Directory.Exists(path)) return [];
        return Directory.EnumerateFiles(path, "*.pcap*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".pcap" or ".pcapng" && new FileInfo(file).Length is > 24 and < MostBytes)
            .OrderByDescending(file => new FileInfo(file).Length).ThenBy(file => file, StringComparer.Ordinal).Take(CapturesPerFolder);
    }

    private static void AssertSame(string capture, int workers)
    {
        var alone = Logs(capture, 1);
        var shared = Logs(capture, workers);
        Assert.Equal(alone.Names, shared.Names);
        foreach (var log in alone.Names)
            if (!alone.Bytes(log).AsSpan().SequenceEqual(shared.Bytes(log))) Assert.Equal(alone.Lines(log), shared.Lines(log)); // names the first difference
    }

    private static MemoryLogs Logs(string capture, int workers)
    {
        var logs = new MemoryLogs();
        Replay.Run([capture], new ReplayOptions { Workers = workers }, logs);
        return logs;
    }
}
