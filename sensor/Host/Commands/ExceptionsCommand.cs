using System.CommandLine;
using System.Globalization;
using NetSensor.Host.Config;
using NetSensor.Host.Exceptions;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor exceptions list</c> and <c>preview</c>.</summary>
internal static class ExceptionsCommand
{
    private const string Examples = """
        Examples:
          netsensor exceptions list --config netsensor.yaml
          netsensor exceptions preview --config netsensor.yaml netsensor-out/           over the findings of past runs
          netsensor exceptions preview --config netsensor.yaml detections.jsonl.gz --json
        """;

    private const int DefaultHosts = 10;

    public static Command Create()
    {
        var command = new ExplainedCommand("exceptions", "List the exceptions of a configuration, or say what they would have hidden.", Examples) { List(), Preview() };
        return command;
    }

    private static Command List()
    {
        var config = Config();
        var command = new Command("list", "List the exceptions: what, where, until when, who, why.") { config };
        command.SetAction(parsed =>
        {
            var today = DateOnly.FromDateTime(DateTime.UtcNow);
            Terminal.Print([ExceptionTables.List(ConfigReader.Read(parsed.GetValue(config)!).Exceptions, today)]);
        });
        return command;
    }

    private static Command Preview()
    {
        var config = Config();
        var paths = new Argument<string[]>("PATH") { Description = "detections.jsonl files (gzip-compressed or not), or folders of them.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(Mistakes.RejectOptions);
        var hosts = new Option<string?>("--hosts") { Description = $"Warn of an exception that hides findings of more hosts than this [default: {DefaultHosts}].", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("preview", "Say what the exceptions would have hidden of past findings, what remains, and which are too wide.") { config, paths, hosts, json };
        command.SetAction(parsed =>
        {
            var exceptions = ConfigReader.Read(parsed.GetValue(config)!).Exceptions;
            var preview = new ExceptionPreview(exceptions, Hosts(parsed.GetValue(hosts)));
            PastFindings.Read(parsed.GetValue(paths)!, preview);
            if (parsed.GetValue(json)) Terminal.Print(output => ExceptionPreviewJson.Write(preview, output));
            else Terminal.Print(ExceptionTables.Of(preview));
        });
        return command;
    }

    private static Option<string> Config() => new("--config") { Description = "The configuration with the exceptions (YAML).", HelpName = "FILE", Required = true };

    private static int Hosts(string? text)
    {
        if (text is null) return DefaultHosts;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hosts) && hosts >= 1
            ? hosts
            : throw new UsageException($"--hosts {text}: give a whole number from 1");
    }
}
