using System.CommandLine;
using System.Globalization;
using System.Net;
using NetSensor.Capture.Live;
using NetSensor.Host.Config;
using NetSensor.Host.Summary;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor run</c>: the sensor on a mirror port.</summary>
internal sealed class RunCommand
{
    private const int DefaultMetricsPort = 9477;
    private const int MostRingMiB = 16 * 1024; // sixteen thousand blocks; more than the kernel gives in practice

    private readonly Option<string[]> _interfaces = new("--interface", "-i")
    {
        Description = "Interface to listen on; several with commas. 'netsensor interfaces' lists them.",
        HelpName = "IF[,IF…]",
        Required = true,
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
        Description = $"Address of /metrics for Prometheus, or off [default: 127.0.0.1:{DefaultMetricsPort}].",
        HelpName = "IP:PORT",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "File that keeps what is learnt over a restart, or none [default: state.sqlite in the folder for the logs].",
        HelpName = "FILE",
    };

    private readonly Option<string?> _config = new("--config") { Description = "Settings (YAML), as for replay.", HelpName = "FILE" };

    private readonly Option<bool> _json = new("--json") { Description = "Print the closing summary as JSON." };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No closing summary." };

    /// <summary>The command with its options.</summary>
    public static Command Create() => new RunCommand().Build();

    private Command Build()
    {
        var command = new Command("run", "Listen on interfaces until stopped (Ctrl-C, SIGTERM); write Zeek-format logs and findings as things happen.")
        {
            _interfaces, _out, _filter, _workers, _ring, _snap, _noPromiscuous, _metrics, _state, _config, _json, _quiet,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var config = parsed.GetValue(_config) is { } file ? ConfigReader.Read(file, SensorConfig.ForListening) : SensorConfig.ForListening;
        var folder = Mistakes.RejectEmptyFolder(parsed.GetValue(_out) ?? config.Folder);
        var options = new RunOptions
        {
            Interfaces = Interfaces(parsed.GetValue(_interfaces)!),
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
            Capture = new LiveOptions
            {
                Filter = parsed.GetValue(_filter),
                Shards = Number("--workers", parsed.GetValue(_workers), 1, 64, otherwise: 1),
                RingBytes = (long)Number("--ring-mib", parsed.GetValue(_ring), 2, MostRingMiB, otherwise: 64) << 20,
                SnapLength = Number("--snaplen", parsed.GetValue(_snap), 64, 262144, otherwise: 65535),
                Promiscuous = !parsed.GetValue(_noPromiscuous),
                Say = Tell,
            },
        };
        using var stop = new StopSignal();
        var session = new LiveSession(options, folder)
        {
            Metrics = Metrics(parsed.GetValue(_metrics)),
            Reread = parsed.GetValue(_config) is { } again ? () => ConfigReader.Read(again, SensorConfig.ForListening) : null,
        };
        var summary = session.Run(stop.Token);
        if (parsed.GetValue(_json)) Terminal.Print(output => SummaryJson.Write(summary, output));
        else if (!parsed.GetValue(_quiet)) Terminal.Print(SummaryReport.Of(summary));
        if (stop.Token.IsCancellationRequested) return ExitCode.Done;
        Tell("no interface is left to listen on");
        return ExitCode.Failed;
    }

    private static void Tell(string line) => Console.Error.WriteLine("netsensor: " + Terminal.OneLine(line));

    private static string[] Interfaces(string[] texts)
    {
        var names = texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        if (names.Length == 0) throw new UsageException("--interface: no interface named; 'netsensor interfaces' lists them");
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

    private static IPEndPoint? Metrics(string? text)
    {
        if (text == "off") return null;
        if (text is null) return new IPEndPoint(IPAddress.Loopback, DefaultMetricsPort);
        if (!IPEndPoint.TryParse(text, out var address) || address.Port == 0)
            throw new UsageException($"--metrics {text}: no address; give one such as 127.0.0.1:{DefaultMetricsPort}, or off");
        return IPAddress.IsLoopback(address.Address)
            ? address
            : throw new UsageException($"--metrics {text}: the page has no lock, so it is served on a loopback address only");
    }
}
