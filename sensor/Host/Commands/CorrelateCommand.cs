using System.CommandLine;
using System.Text;
using NetSensor.Analyzers.Correlation;
using NetSensor.Host.Config;
using NetSensor.Host.Correlate;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor correlate</c>: findings joined with what endpoints tell.</summary>
internal sealed class CorrelateCommand
{
    private const string Examples = """
        Examples:
          netsensor correlate --endpoint sysmon.jsonl --logs netsensor-out/
          netsensor correlate --endpoint hosts/ --findings detections.jsonl --logs /var/log/netsensor --json > raised.json
          evtx_dump -o jsonl Sysmon.evtx > sysmon.jsonl                        events of a machine as JSON

        docs/correlation.md says how to do the same in a SIEM.

        Exit codes:
          0  done; records that cannot be read cost themselves, and are named by file and line
          2  wrong use: unknown option, no such file, a file that holds nothing to join
        """;

    private readonly Option<string[]> _endpoint = new("--endpoint", "-e")
    {
        Description = "Events of endpoints as JSON: Sysmon 1, 3, 22 (evtx_dump, winlogbeat, nxlog, Wazuh), OCSF 1007, 4001, 4003; gzip-compressed or not, files or folders.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _findings = new("--findings") { Description = "The sensor's findings [default: detections.jsonl in the folder of --logs].", HelpName = "FILE" };

    private readonly Option<string?> _logs = new("--logs") { Description = "Folder with the sensor's conn.log, dns.log and devices.jsonl. Without it findings join by what they tell of their flows.", HelpName = "DIR" };

    private readonly Option<string?> _skew = new("--max-skew") { Description = "The most that the clock of an endpoint may be off [default: 15m].", HelpName = "TIME" };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object: the raised findings as OCSF, the chains, what joined and what did not." };

    /// <summary>The command with its options.</summary>
    public static Command Create() => new CorrelateCommand().Build();

    private Command Build()
    {
        var command = new ExplainedCommand("correlate", "Join findings with events of endpoints: which process called, who began it, where it went on; what to look at first.", Examples) { _endpoint, _findings, _logs, _skew, _json };
        command.SetAction(Correlate);
        return command;
    }

    private void Correlate(ParseResult parsed)
    {
        var endpoints = new EndpointLogs();
        var (findings, logs) = (Mistakes.RejectEmptyName("--findings", parsed.GetValue(_findings)), Mistakes.RejectEmptyName("--logs", parsed.GetValue(_logs)));
        if (findings is null && logs is null) throw new UsageException("correlate: name the sensor's findings (--findings FILE), its logs (--logs DIR), or both");
        var options = new CorrelationOptions { MaximumSkew = Skew(parsed.GetValue(_skew)) };
        endpoints.Read(parsed.GetValue(_endpoint)!);
        foreach (var message in endpoints.Messages) Console.Error.WriteLine($"netsensor: {Terminal.OneLine(message)}");
        var sensor = new SensorLogs(endpoints.Events);
        sensor.ReadFindings(findings ?? Path.Combine(logs!, "detections.jsonl"));
        if (logs is not null) sensor.ReadFolder(logs);
        foreach (var message in sensor.Messages) Console.Error.WriteLine($"netsensor: {Terminal.OneLine(message)}");
        var correlation = new Correlator(options).Correlate(endpoints.Events, sensor.Records);
        Terminal.Print(output =>
        {
            if (parsed.GetValue(_json)) CorrelationJson.Write(correlation, endpoints, sensor, output);
            else output.Write(Encoding.UTF8.GetBytes(CorrelationText.Of(correlation, endpoints)));
        });
    }

    private static TimeSpan Skew(string? text)
    {
        if (text is null) return new CorrelationOptions().MaximumSkew;
        return Durations.TryParse(text, out var skew) && skew >= TimeSpan.Zero && skew <= TimeSpan.FromDays(2)
            ? skew
            : throw new UsageException($"--max-skew {text}: no time; give one such as 30s, 15m or 26h, at most 2d");
    }
}
