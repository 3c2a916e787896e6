using System.CommandLine;
using System.Globalization;
using NetSensor.Capture.Live;
using NetSensor.Export.Http;
using NetSensor.Host.Config;
using NetSensor.Host.Summary;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor run</c>: the sensor on a mirror port.</summary>
internal sealed class RunCommand
{
    private const string Examples = """
        Examples:
          sudo netsensor run --interface eth1                                until Ctrl-C, logs into ./netsensor-out
          sudo netsensor run -i eth1 --user nobody --out /var/log/netsensor  gives up root once the interface is open
          sudo netsensor run -i eth1,eth2                                    a tap with a port for each direction
          netsensor run --config /etc/netsensor/netsensor.yaml               as the service does, with CAP_NET_RAW

        Exit codes:
          0  stopped by Ctrl-C or SIGTERM: the logs are whole, summary.json tells of the run
          1  failed: the logs cannot be written, or no interface is left
          2  wrong use: unknown option, wrong settings, no such interface, no right to listen, an address or a socket that is taken
        """;

    private const int MostRingMiB = 16 * 1024; // sixteen thousand blocks; more than the kernel gives in practice

    private readonly Option<string[]> _interfaces = new("--interface", "-i")
    {
        Description = "Interface to listen on; several with commas [default: those of the settings]. 'netsensor interfaces' lists them.",
        HelpName = "IF[,IF…]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = $"Folder for the logs [default: {SensorConfig.DefaultFolder}]. Logs that are there already are continued.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _filter = new("--filter") { Description = "Only packets that this expression accepts (pcap-filter(7)).", HelpName = "BPF" };

    private readonly Option<string?> _workers = new("--workers", "-w") { Description = "Cores that share each interface [default: 1].", HelpName = "N" };

    private readonly Option<string?> _ring = new("--ring-mib") { Description = "Memory between kernel and sensor, per worker [default: 64].", HelpName = "MIB" };

    private readonly Option<string?> _snap = new("--snaplen") { Description = "Bytes kept of each packet [default: 65535].", HelpName = "BYTES" };

    private readonly Option<bool> _noPromiscuous = new("--no-promisc") { Description = "Take in only frames that are addressed to this host." };

    private readonly Option<string?> _metrics = new("--metrics")
    {
        Description = $"Address of /metrics for Prometheus, of /health and /ready, or off [default: {new MetricsOptions().Listen}].",
        HelpName = "IP:PORT",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "File that keeps what is learnt over a restart, or none [default: state.sqlite in the folder for the logs].",
        HelpName = "FILE",
    };

    private readonly Option<string?> _user = new("--user")
    {
        Description = "Account to become once the interfaces are open, when started as root [default: stay].",
        HelpName = "NAME",
    };

    private readonly Option<string?> _config = new("--config") { Description = "Settings (YAML), as for replay.", HelpName = "FILE" };

    private readonly Option<bool> _json = new("--json") { Description = "Print the closing summary as JSON." };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No closing summary." };

    /// <summary>The command with its options.</summary>
    public static Command Create() => new RunCommand().Build();

    private Command Build()
    {
        var command = new ExplainedCommand("run", "Listen on interfaces until stopped (Ctrl-C, SIGTERM); write Zeek-format logs and findings as things happen.", Examples)
        {
            _interfaces, _out, _filter, _workers, _ring, _snap, _noPromiscuous, _metrics, _state, _user, _config, _json, _quiet,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var config = parsed.GetValue(_config) is { } file ? ConfigReader.Read(file, SensorConfig.ForListening) : SensorConfig.ForListening;
        var folder = Mistakes.RejectEmptyFolder(parsed.GetValue(_out) ?? config.Folder);
        using var stop = new StopSignal();
        var session = new LiveSession(Options(parsed, config, folder), folder)
        {
            Pages = Pages(parsed.GetValue(_metrics), config.Metrics),
            QuietAfter = config.Metrics.QuietAfter,
            Config = parsed.GetValue(_config) is { } again ? (config, () => ConfigReader.Read(again, SensorConfig.ForListening)) : null,
            Control = SensorConfig.ControlFor(config.Control, folder),
        };
        var summary = session.Run(stop.Token);
        if (parsed.GetValue(_json)) Terminal.Print(output => SummaryJson.Write(summary, output));
        else if (!parsed.GetValue(_quiet)) Terminal.Print(SummaryReport.Of(summary));
        if (stop.Token.IsCancellationRequested) return ExitCode.Done;
        Tell("no interface is left to listen on");
        return ExitCode.Failed;
    }

    private RunOptions Options(ParseResult parsed, SensorConfig config, string folder)
    {
        var capture = Capture(parsed, config.Capture);
        return new RunOptions
        {
            Interfaces = Interfaces([.. capture.Interfaces]),
            User = (parsed.GetValue(_user) ?? capture.User) is { Length: > 0 } user ? user : null,
            Flows = config.Flows with { HashSeed = (ulong)Random.Shared.NextInt64() },
            Home = config.Home,
            Zones = config.Zones,
            Indicators = config.Indicators,
            Enrichment = config.Enrichment,
            Detectors = config.Detectors,
            State = (Mistakes.RejectEmptyName("--state", parsed.GetValue(_state)) is { } named ? config with { State = named } : config).StateFor(folder),
            Evidence = config.EvidenceFor(folder),
            Delivery = config.DeliveryFor(folder),
            Desk = config.Desk,
            Exceptions = config.Exceptions,
            KeepsWholeFindings = false,
            Capture = new LiveOptions
            {
                Filter = capture.Filter.Length > 0 ? capture.Filter : null,
                Shards = capture.Workers,
                RingBytes = (long)capture.RingMib << 20,
                SnapLength = capture.Snaplen,
                Promiscuous = capture.Promiscuous,
                Say = Tell,
            },
        };
    }

    private static void Tell(string line) => Console.Error.WriteLine("netsensor: " + Terminal.OneLine(line));

    /// <summary>The <c>capture</c> block, with what the command line says otherwise.</summary>
    private CaptureOptions Capture(ParseResult parsed, CaptureOptions config) => config with
    {
        Interfaces = parsed.GetValue(_interfaces) is { Length: > 0 } named ? named : config.Interfaces,
        Filter = parsed.GetValue(_filter) ?? config.Filter,
        Workers = Number("--workers", parsed.GetValue(_workers), 1, 64, otherwise: config.Workers),
        RingMib = Number("--ring-mib", parsed.GetValue(_ring), 2, MostRingMiB, otherwise: config.RingMib),
        Snaplen = Number("--snaplen", parsed.GetValue(_snap), 64, 262144, otherwise: config.Snaplen),
        Promiscuous = config.Promiscuous && !parsed.GetValue(_noPromiscuous),
    };

    private static string[] Interfaces(string[] texts)
    {
        var names = texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        if (names.Length == 0) throw new UsageException("--interface: no interface named, here or in the settings (capture: interfaces:); 'netsensor interfaces' lists them");
        return names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UsageException($"--interface: '{twice.Key}' is named twice; every packet would be seen twice")
            : names;
    }

    private static int Number(string option, string? text, int least, int most, int otherwise)
    {
        if (text is null) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"{option} {text}: give a whole number from {least} to {most}");
    }

    private static HttpLock? Pages(string? text, MetricsOptions config)
    {
        try
        {
            return MetricsSettings.LockOf(text is null ? config : config with { Listen = text });
        }
        catch (UsageException fault) when (text is not null)
        {
            throw new UsageException($"--metrics {text}: {fault.Message}");
        }
    }
}
