using System.CommandLine;
using System.Globalization;
using NetSensor.Host.Config;
using NetSensor.Host.Recorded;
using NetSensor.Host.Summary;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor replay</c>: captures in, logs and a summary out.</summary>
internal sealed class ReplayCommand
{
    private const int MaxWorkers = 64; // more shards than any machine's cores gain nothing and each reads the whole capture

    private const string Examples = """
        Examples:
          netsensor replay capture.pcap                       logs into ./netsensor-out
          netsensor replay monday.pcap tuesday.pcapng.gz      in the order of their first packets
          netsensor replay captures/ --out /var/tmp/logs      every capture in a folder
          tcpdump -w - -i eth0 | netsensor replay -           from standard input
          netsensor replay tuesday.pcap --state week.sqlite   knows what it learnt on monday
          netsensor replay capture.pcap --evidence            and the packets of each finding, as pcapng
          netsensor replay capture.pcap --json | jq .flows    the summary for a program

        Exit codes:
          0    done; a truncated capture is read up to its fault, with a warning
          1    failed: the logs, the summary or the state cannot be written
          2    wrong use: unknown option, no such file, not a capture
          130  stopped by Ctrl-C: what was read by then is in the logs
        """;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Captures (pcap or pcapng, gzip-compressed or not), folders of them, or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = $"Folder for the logs [default: {SensorConfig.DefaultFolder}]. Logs of an earlier run in it are replaced.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _workers = new("--workers", "-w")
    {
        Description = "Threads that share the packets [default: one per core for large captures, one for small]; judging has one of its own. The logs are the same for any number.",
        HelpName = "N",
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only packets that this expression accepts (pcap-filter(7)), such as 'host 10.0.0.5 and not port 22'.",
        HelpName = "BPF",
    };

    private readonly Option<string?> _speed = new("--speed")
    {
        Description = "max, or a multiple of real time: 1 replays an hour in an hour [default: max].",
        HelpName = "N",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "File that keeps what is learnt: this replay goes on where the last one with it ended [default: none, every replay begins fresh].",
        HelpName = "FILE",
    };

    private readonly Option<bool> _evidence = new("--evidence")
    {
        Description = "Save the packets of each finding as pcapng, in the folder 'evidence' beside the logs; the captures are read a second time for it.",
    };

    private readonly Option<bool> _deliver = new("--deliver")
    {
        Description = "Deliver to the exporters of the settings; what is not delivered a minute after the end stays in the spools.",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings (YAML): home networks, flow limits and time-outs, output folder. Options here win over it.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the closing summary as JSON." };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No progress bar and no closing summary; errors and warnings only." };

    /// <summary>The command with its options.</summary>
    public static Command Create() => new ReplayCommand().Build();

    private Command Build()
    {
        _paths.Validators.Add(Mistakes.RejectOptions);
        var command = new ExplainedCommand("replay", "Read captures and write Zeek-format logs, findings and a summary.", Examples)
        {
            _paths, _out, _workers, _filter, _speed, _state, _evidence, _deliver, _config, _json, _quiet,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var config = parsed.GetValue(_config) is { } file ? ConfigReader.Read(file) : new SensorConfig();
        using var stop = new StopSignal();
        var paths = parsed.GetValue(_paths)!;
        var folder = Mistakes.RejectEmptyFolder(parsed.GetValue(_out) ?? config.Folder);
        var options = new ReplayOptions
        {
            Workers = Workers(parsed.GetValue(_workers), paths),
            Filter = parsed.GetValue(_filter),
            Speed = Speed(parsed.GetValue(_speed)),
            Flows = config.Flows,
            Home = config.Home,
            Zones = config.Zones,
            Indicators = config.Indicators,
            Enrichment = config.Enrichment,
            Detectors = config.Detectors,
            State = new StateSettings { Path = Mistakes.RejectEmptyName("--state", parsed.GetValue(_state)), Bounds = config.StateBounds },
            Evidence = parsed.GetValue(_evidence) ? new EvidenceSettings(Path.Combine(folder, EvidenceSettings.FolderName), config.Evidence) : null,
            Delivery = parsed.GetValue(_deliver) ? Delivery(config, folder) : new DeliverySettings(),
            Desk = config.Desk,
            Exceptions = config.Exceptions,
            KeepsWholeFindings = false,
        };
        var session = new ReplaySession(paths, options, folder)
        {
            ShowsProgress = !parsed.GetValue(_quiet) && !Console.IsErrorRedirected,
        };
        var summary = session.Run(stop.Token);
        if (parsed.GetValue(_json)) Terminal.Print(output => SummaryJson.Write(summary, output));
        else if (!parsed.GetValue(_quiet)) Terminal.Print(SummaryReport.Of(summary));
        if (summary.StateFailure is not null) return ExitCode.Failed; // said when it happened
        return summary.Interrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static DeliverySettings Delivery(SensorConfig config, string folder) => config.Exporters.Count > 0
        ? config.DeliveryFor(folder)
        : throw new UsageException("--deliver: no exporters; name some in the settings (--config)");

    private static int Workers(string? text, string[] paths)
    {
        if (text is null) return WorkerChoice.For(paths);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var workers) && workers is >= 1 and <= MaxWorkers
            ? workers
            : throw new UsageException($"--workers {text}: no number of workers; give a whole number from 1 to {MaxWorkers}");
    }

    private static double? Speed(string? text)
    {
        if (text is null or "max") return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and < 1e9
            ? speed
            : throw new UsageException($"--speed {text}: no speed; give max, or a multiple of real time such as 1 or 0.5");
    }
}
