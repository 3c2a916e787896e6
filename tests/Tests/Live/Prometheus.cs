using System.Diagnostics;
using System.Text.Json;

namespace NetSensor.Tests.Live;

/// <summary>Debian's Prometheus inside a namespace, scraping the sensor there every half second.</summary>
internal sealed class Prometheus : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly VethLink _link;
    private readonly Process _process;

    public Prometheus(VethLink link, string folder, string rules)
    {
        _link = link;
        var config = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(config, $$"""
            global: {scrape_interval: 500ms, evaluation_interval: 500ms}
            rule_files: ["{{rules}}"]
            scrape_configs:
            - job_name: netsensor
              static_configs: [{targets: ["127.0.0.1:9477"]}]
            """);
        _process = link.Start("prometheus", $"--config.file={config}", $"--storage.tsdb.path={Path.Combine(folder, "tsdb")}", "--web.listen-address=127.0.0.1:9090", "--log.level=error");
        _process.OutputDataReceived += (_, _) => { }; // read, so that it never waits for us
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it says of the sensor as its target, for the message of a test that fails.</summary>
    public string Targets => _process.HasExited ? $"it ended with {_process.ExitCode}" : _link.Inside("curl", "-sS", "http://127.0.0.1:9090/api/v1/targets");

    /// <summary>Series that the expression gives now.</summary>
    public int Series(string expression) => Query(expression) is { } result ? result.GetArrayLength() : 0;

    /// <summary>Waits until the expression gives something; false when it never does.</summary>
    public bool Await(string expression)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            if (Series(expression) > 0) return true;
            Thread.Sleep(TimeSpan.FromMilliseconds(200)); // asks again no sooner than it scrapes
        }
        return false;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <summary>The answer; null while Prometheus does not listen yet. An expression that it refuses is a fault of the test's subject.</summary>
    private JsonElement? Query(string expression)
    {
        string answer;
        try
        {
            answer = _link.Inside("curl", "-sS", "--data-urlencode", $"query={expression}", "http://127.0.0.1:9090/api/v1/query");
        }
        catch (InvalidOperationException)
        {
            return null; // not there yet
        }
        var json = JsonDocument.Parse(answer).RootElement;
        return json.GetProperty("status").GetString() == "success" ? json.GetProperty("data").GetProperty("result") : throw new FormatException($"{expression}: {answer}");
    }
}
