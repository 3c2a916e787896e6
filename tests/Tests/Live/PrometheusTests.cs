using System.Text.Json;
using System.Text.RegularExpressions;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>What operators get to see is there: every query of the dashboard and every alert, asked of Debian's own Prometheus that scrapes a sensor at work.</summary>
[Collection("live")]
public sealed partial class PrometheusTests : IDisposable
{
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");
    private static readonly string Rules = Path.Combine(Checkout.Folder, "packaging", "prometheus", "netsensor.rules.yml");
    private static readonly string Dashboard = Path.Combine(Checkout.Folder, "packaging", "grafana", "netsensor.json");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact("prometheus")]
    public void Every_query_of_the_dashboard_and_every_alert_finds_its_series()
    {
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--config", Config());
        using var prometheus = new Prometheus(link, _folder, Rules);
        if (!prometheus.Await("netsensor_build_info")) Assert.Fail($"Prometheus does not scrape the sensor: {prometheus.Targets}");
        link.Replay(Office, packetsPerSecond: 8000);
        Assert.True(prometheus.Await("rate(netsensor_packets_total[5m]) > 0"), "no packets are counted");
        Assert.True(prometheus.Await("netsensor_span_vlan_flows_total"), "no flows are counted");
        var silent = Queries().Concat(Alerts()).Distinct().Where(query => prometheus.Series(query) == 0 && !prometheus.Await(query)).ToList();
        Assert.True(silent.Count == 0, $"these give nothing:\n{string.Join('\n', silent)}");
        CheckMetrics(link);
        sensor.Stop();
    }

    [NamespaceFact("promtool")]
    public void The_alerts_fire_when_they_should_and_only_then()
    {
        using var link = new VethLink();
        link.Inside("promtool", "check", "rules", Rules);
        link.Inside("promtool", "test", "rules", Path.ChangeExtension(Rules, ".test.yml"));
    }

    /// <summary>An exporter is there, so that its panels are not empty.</summary>
    private string Config()
    {
        var file = Path.Combine(_folder, "netsensor.yaml");
        File.WriteAllText(file, $"exporters:\n- {{name: here, type: file, file: {Path.Combine(_folder, "delivered.jsonl")}}}\n");
        return file;
    }

    /// <summary>Prometheus' own linter has nothing to say about names, types and help.</summary>
    private static void CheckMetrics(VethLink link) => link.Inside("sh", "-c", "curl -s http://127.0.0.1:9477/metrics | promtool check metrics");

    private static IEnumerable<string> Queries()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Dashboard));
        var queries = dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!))
            .Select(query => query.Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(queries);
        return queries;
    }

    /// <summary>What the alerts compare, without the comparison: that must be there although nothing is wrong.</summary>
    private static IEnumerable<string> Alerts()
    {
        var alerts = Expression().Matches(File.ReadAllText(Rules)).Select(match => match.Groups["one"].Success ? match.Groups["one"].Value : match.Groups["block"].Value).ToList();
        Assert.Equal(Regex.Count(File.ReadAllText(Rules), "- alert:"), alerts.Count);
        foreach (var part in alerts.SelectMany(alert => Both().Split(alert)))
        {
            Assert.Matches(Comparison(), part.Trim());
            yield return Comparison().Replace(part.Trim(), "");
        }
    }

    [GeneratedRegex(@"^    expr: (?:\|\n(?<block>(?:      .*\n)+)|(?<one>.+)\n)", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\s+and on \([a-z, ]+\)\s+")]
    private static partial Regex Both();

    [GeneratedRegex(@"\s(==|<|>) [0-9.]+$")]
    private static partial Regex Comparison();
}
