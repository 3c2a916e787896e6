using System.CommandLine;
using NetSensor.Host.Config;
using NetSensor.Host.Reload;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor reload</c>: a running sensor reads its configuration anew, and says what came of it.</summary>
internal static class ReloadCommand
{
    private const string Examples = """
        Examples:
          sudo netsensor reload --config /etc/netsensor/netsensor.yaml    the service; 'systemctl reload netsensor' does it, too
          netsensor reload --out logs                                     a sensor that was started with --config and --out logs

        Exit codes:
          0  applied
          1  not applied: what is wrong is named, and nothing was changed
          2  no sensor answers there
        """;

    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "The sensor's settings (YAML): tell where its control socket is.", HelpName = "FILE" };
        var folder = new Option<string?>("--out", "-o") { Description = "The sensor's folder for the logs, when it was given on its command line.", HelpName = "DIR" };
        var command = new ExplainedCommand("reload", "Make a running sensor read its exceptions, indicators, roster and exporters anew; say what was applied, or why nothing was.", Examples) { config, folder };
        command.SetAction(parsed =>
        {
            var (control, log) = parsed.GetValue(config) is { } file ? ConfigReader.ControlOf(file) : (null, null);
            var outcome = ControlClient.Reload(SensorConfig.ControlFor(control, parsed.GetValue(folder) ?? log ?? SensorConfig.DefaultFolder)
                ?? throw new UsageException("the configuration says 'control: none'; send the sensor SIGHUP instead"));
            foreach (var line in outcome.Lines) Console.Out.WriteLine(Terminal.OneLine(line));
            return outcome.Applied ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
