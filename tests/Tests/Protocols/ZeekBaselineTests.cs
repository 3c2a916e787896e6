using System.Globalization;
using System.Text.Json;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols;

/// <summary>Logs of which Zeek's own tests hold the expected lines (times left out there) are equal, field by field and line by line.</summary>
public sealed class ZeekBaselineTests
{
    private const string Folder = "zeek/testing/btest";
    private static readonly HashSet<string> LeftOut = ["ts", "uid"];

    public static TheoryData<string, string, string> Expected => new()
    {
        { "mysql/auth.trace", "mysql.auth", "mysql" },
        { "mysql/plain-amazon-rds.trace", "mysql.plain-aws-rds", "mysql" },
        { "mysql/caching_sha2_password.trace", "mysql.caching_sha2_password", "mysql" },
        { "mysql/query-attr.pcap", "mysql.query-attr", "mysql" },
        { "mysql/mysql8-navicat-login-failed.pcapng", "mysql.caching_sha2_password-auth-switch-to-test-sha256_password", "mysql" },
        { "socks.trace", "socks.trace1", "socks" },
        { "radius/radius_localhost.pcap", "radius.radius-multiple-attempts", "radius" },
        { "syslog-single-udp.trace", "syslog.trace", "syslog" },
        { "syslog-missing-pri.trace", "syslog.missing-pri", "syslog" },
        { "dnp3/dnp3_file_write.pcap", "dnp3.dnp3_file_write", "dnp3" },
        { "dnp3/dnp3_del_measure.pcap", "dnp3.dnp3_del_measure", "dnp3" },
        { "ntp/NTP_sync.pcap", "ntp.ntp3", "ntp" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void A_log_has_the_lines_that_zeeks_own_test_expects(string capture, string test, string log)
    {
        if (Corpus.Path($"{Folder}/Traces/{capture}") is not { } path || Corpus.Path($"{Folder}/Baseline/scripts.base.protocols.{test}/{log}.log") is not { } expected) return; // the public captures are not here
        var logs = new MemoryLogs();
        Replay.Run([path], new ReplayOptions(), logs);
        var ours = logs.Lines(log + ".log").Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var theirs = Rows(expected);
        Assert.Equal(theirs.Count, ours.Count);
        for (var row = 0; row < ours.Count; row++)
            foreach (var (name, value) in theirs[row]) AssertSame(name, value, ours[row]);
    }

    private static void AssertSame(string name, string expected, JsonElement row)
    {
        if (expected == "-")
        {
            Assert.False(row.TryGetProperty(name, out _), $"{name} is set");
            return;
        }
        Assert.True(row.TryGetProperty(name, out var ours), $"{name} is not set");
        var text = ours.ValueKind switch { JsonValueKind.True => "T", JsonValueKind.False => "F", JsonValueKind.String => ours.GetString()!, _ => ours.GetRawText() };
        if (text.Length == 0) text = "(empty)";
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.TryParse(expected, CultureInfo.InvariantCulture, out var other))
            Assert.InRange(Math.Abs(number - other), 0, 1e-5 * Math.Max(1, Math.Abs(other)));
        else Assert.Equal(expected, text);
    }

    private static List<List<(string Name, string Value)>> Rows(string file)
    {
        var lines = File.ReadAllLines(file);
        var names = lines.First(line => line.StartsWith("#fields", StringComparison.Ordinal)).Split('\t')[1..];
        return [.. lines.Where(line => !line.StartsWith('#')).Select(line => line.Split('\t').Select((value, at) => (names[at], value)).Where(field => !LeftOut.Contains(field.Item1)).ToList())];
    }
}
